#include "scenario/build.h"

#include <string.h>

// The panels that every picture has (chart/figure.h), beside those of a script's charts.
static const char *const PANELS[] = {"Supply", "Spend", "Compute", "What binds"};
enum { N_PANELS = sizeof PANELS / sizeof *PANELS };

static void look_check(Build *b, Reader *r, const char *look) {
    const Roll *charts = &b->room[ROOM_CHART].roll;
    const char **names = ARENA_NEW(b->arena, const char *, charts->n + N_PANELS);
    char word[80], tip[256];
    int n = 0;
    for (; n < N_PANELS; n++) names[n] = PANELS[n];
    for (int i = 0; i < charts->n; i++) names[n++] = charts->name[i];
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], look) == 0) return;
    advice(look, names, n, "chart", tip);
    reader_fault(r, "look names panel \"%s\", which is not there, %s", quote(look, word), tip);
}

static void set_read(Build *b, Reader *r, const Raw *raw, LessonStep *s) {
    char found[160];
    if (raw->kind != RAW_MAP) {
        reader_fault(r, "set is %s, expected values of levers such as { export_levy = 0 }",
                     raw_words(b, raw, found));
        return;
    }
    CaseValue *values = ARENA_NEW(b->arena, CaseValue, raw->n + 1);
    for (int i = 0; i < raw->n; i++) {
        RawField f = {raw->items[i].key, r->line, raw->items[i].value};
        s->n_values += case_field(b, r->entity, &f, &values[s->n_values]);
    }
    s->values = values;
}

static void step_field(Build *b, Reader *r, const RawItem *item, LessonStep *s) {
    static const char *const FIELDS[] = {"text", "look", "set", "question", "answer"};
    const char **const to[] = {&s->text, &s->look, NULL, &s->question, &s->answer};
    char word[80], tip[256], found[160];
    const char *key = item->key ? item->key : "";
    for (int i = 0; i < 5; i++) {
        if (strcmp(key, FIELDS[i]) != 0) continue;
        if (!to[i])
            set_read(b, r, &item->value, s);
        else if (item->value.kind == RAW_TEXT)
            *to[i] = item->value.text;
        else
            reader_fault(r, "%s is %s, expected a text", FIELDS[i],
                         raw_words(b, &item->value, found));
        return;
    }
    advice(key, FIELDS, 5, "", tip);
    reader_fault(r, "has the unknown part \"%s\", %s", quote(key, word), tip);
}

static void step_read(Build *b, Reader *r, const Raw *raw, LessonStep *s) {
    if (raw->kind != RAW_MAP) {
        wrong_type(r, raw);
        return;
    }
    for (int i = 0; i < raw->n; i++) step_field(b, r, &raw->items[i], s);
    if (s->look) look_check(b, r, s->look);
    if (!s->text)
        reader_fault(r, "has no text, expected what is to be read such as text = \"Look.\"");
    if (s->answer && !s->question)
        reader_fault(r, "has an answer without its question, expected question = \"...\" too");
}

static void lesson_read(Build *b, Lesson *lesson, const RawEntity *e) {
    const RawField *f = raw_field(e, "steps");
    lesson->steps = NULL;
    lesson->n_steps = 0;
    if (!f) return;
    Reader r = {.b = b,
                .entity = e,
                .field = field_find(kind_find("lesson"), "steps"),
                .raw = &f->value,
                .line = f->line,
                .key = ""};
    if (f->value.kind != RAW_LIST || !f->value.n) {
        wrong_type(&r, &f->value);
        return;
    }
    LessonStep *steps = ARENA_NEW(b->arena, LessonStep, f->value.n);
    for (int k = 0; k < f->value.n; k++) {
        r.key = arena_printf(b->arena, "step %d: ", k + 1);
        step_read(b, &r, &f->value.items[k].value, &steps[k]);
    }
    lesson->steps = steps;
    lesson->n_steps = f->value.n;
}

void lessons_read(Build *b) {
    Room *room = &b->room[ROOM_LESSON];
    for (int i = 0; i < room->roll.n; i++)
        lesson_read(b, &((Lesson *)(void *)room->items)[i], room->roll.entity[i]);
}
