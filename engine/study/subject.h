// What a reader may ask about, by the words he writes: a lever or an assumption, a field of an
// entity ("H200.price", "chip.H200.price"), a result, an expectation or a conclusion by its name
// ("got", "result.got"), a recorded series ("bought ByteDance H200"). A result that is called like
// a series is asked for as "result.got".
#ifndef ENGINE_STUDY_SUBJECT_H
#define ENGINE_STUDY_SUBJECT_H

#include "series/series.h"
#include "study/fields.h"

typedef enum SubjectKind {
    SUBJECT_INPUT,
    SUBJECT_FIELD,
    SUBJECT_ENTITY,
    SUBJECT_RESULT,
    SUBJECT_EXPECT,
    SUBJECT_CONCLUSION,
    SUBJECT_SERIES
} SubjectKind;

typedef struct Subject {
    SubjectKind kind;
    int input;
    int index;    // of a result, an expectation, a conclusion
    int n_fields; // of SUBJECT_FIELD: one for each year or workload; of SUBJECT_ENTITY: all
    const NumberField *fields;
    Pick pick; // of SUBJECT_SERIES
} Subject;

// False: no such thing, with one fault in `path` that suggests. Case and quotation marks do not
// count; the words of a series are read as by pick_read.
bool subject_find(const Scenario *s, const char *what, const char *path, Arena *arena,
                  Subject *out, Faults *faults);

#endif
