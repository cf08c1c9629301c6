// Inside store/: what its JSON writers share.
#ifndef ENGINE_STORE_JSON_PARTS_H
#define ENGINE_STORE_JSON_PARTS_H

#include "study/verdict.h"

#include <jansson.h>

void json_own_memory(void);           // before the first value is made
json_t *json_words(const char *text); // NULL gives null
json_t *json_input(const Input *in);  // a lever or an assumption
json_t *json_verdicts(const Verdicts *v);
void json_add(json_t *j, Text *out); // the whole text with a line end; frees `j`

#endif
