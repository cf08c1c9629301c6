#include "view/fake.h"

#include "support/test.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Buyer BUYERS[] = {
    {.head.name = "ByteDance", .jurisdiction = "CN", .currency = CURRENCY_RMB},
    {.head.name = "Alibaba", .jurisdiction = "CN", .currency = CURRENCY_RMB},
    {.head.name = "Tencent", .jurisdiction = "CN", .currency = CURRENCY_RMB},
    {.head.name = "Rest of the world", .jurisdiction = "US", .currency = CURRENCY_USD}};
static const Chip CHIPS[] = {{.head.name = "H200", .seller = "NVIDIA", .captive = -1},
                             {.head.name = "Ascend 910C", .seller = "Huawei", .captive = -1},
                             {.head.name = "SeedChip", .seller = "ByteDance", .captive = 0}};
static const Workload WORKLOADS[] = {{.head.name = "all"}};
static const char *const AUTHORITIES[] = {"CN", "US"};
static const char *const SELLERS[] = {"NVIDIA", "Huawei", "ByteDance"};
static const char *const BASES[] = {"spend", "units", "compute"};
static const char *const LEVY_SOURCES[] = {"C086", "assumed"};
static const SourceDoc SOURCES[] = {{.head.name = "C086", .title = "Final rule on exports"}};
static const Input INPUTS[FAKE_N] = {
    [FAKE_LEVY] = {.kind = INPUT_LEVER,
                   .name = "export_levy",
                   .label = "export levy",
                   .doc = "share of H200 revenue remitted to the US",
                   .file = "fake.lua",
                   .line = 4,
                   .base = 0.25,
                   .max = 0.4,
                   .n_sources = 2,
                   .sources = LEVY_SOURCES},
    [FAKE_CAP] = {.kind = INPUT_LEVER,
                  .name = "cap_per_buyer",
                  .label = "cap per buyer",
                  .doc = "H200 units a buyer may import",
                  .base = NAN,
                  .min = 25e3,
                  .max = 200e3,
                  .can_be_off = true},
    [FAKE_OPEN] = {.kind = INPUT_LEVER,
                   .shape = INPUT_TOGGLE,
                   .name = "open_door",
                   .label = "open door",
                   .max = 1},
    [FAKE_BASIS] = {.kind = INPUT_LEVER,
                    .shape = INPUT_CHOICE,
                    .name = "bundle_basis",
                    .label = "bundling basis",
                    .max = 2,
                    .n_choices = 3,
                    .choices = BASES},
    [FAKE_START] = {.kind = INPUT_LEVER,
                    .shape = INPUT_DATE,
                    .name = "approval_from",
                    .label = "approval from",
                    .unit.date = true,
                    .base = 313,
                    .min = 312,
                    .max = 324},
    [FAKE_PRICE] = {.kind = INPUT_ASSUME,
                    .name = "h200_price",
                    .label = "H200 price",
                    .unit = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD},
                    .unit_label = "USD per unit",
                    .base = 27000,
                    .min = 20000,
                    .max = 30000},
    [FAKE_GROWTH] = {.kind = INPUT_ASSUME,
                     .name = "domestic_growth",
                     .label = "domestic growth",
                     .base = 0.04,
                     .min = 0,
                     .max = 0.1}};
static const CaseValue NO_LEVY[] = {{.input = FAKE_LEVY, .value = 0}};
static const CaseValue CAP_75K[] = {{.input = FAKE_CAP, .value = 75e3}};
static const Case CASES[FAKE_CASES] = {{.name = "no levy", .n_values = 1, .values = NO_LEVY},
                                       {.name = "75k cap", .n_values = 1, .values = CAP_75K}};

static Scenario world(void) {
    return (Scenario){.title = "Hand-made world",
                      .compute_unit = "H100e",
                      .file = "fake.lua",
                      .calendar = {.from = 312, .months = 24, .step = STEP_MONTH, .steps = 24},
                      .seed = 1234,
                      .n_inputs = FAKE_N,
                      .inputs = INPUTS,
                      .n_cases = FAKE_CASES,
                      .cases = CASES,
                      .n_workloads = 1,
                      .workloads = WORKLOADS,
                      .n_chips = 3,
                      .chips = CHIPS,
                      .n_buyers = 4,
                      .buyers = BUYERS,
                      .n_sources = 1,
                      .sources = SOURCES,
                      .n_authorities = 2,
                      .authorities = AUTHORITIES,
                      .n_sellers = 3,
                      .sellers = SELLERS};
}

static const char *path(void *context) {
    return ((Fake *)context)->path;
}

static const Scenario *base(void *context) {
    Fake *f = context;
    return &f->scenario[f->version];
}

// Version 1 of the script has no levy: its inputs are those after it.
static int skipped(const Fake *f) {
    return f->version;
}

static void values(void *context, int case_index, double *out) {
    Fake *f = context;
    const Scenario *s = base(f);
    for (int i = 0; i < s->n_inputs; i++)
        out[i] = i + skipped(f) == FAKE_CAP ? off_value() : s->inputs[i].base;
    for (int v = 0; case_index >= 0 && v < s->cases[case_index].n_values; v++)
        out[s->cases[case_index].values[v].input] = s->cases[case_index].values[v].value;
}

static bool set(void *context, const char *assignment, double *out, Faults *faults) {
    (void)context;
    const char *equals = strchr(assignment, '=');
    for (int i = 0; equals && i < FAKE_N; i++)
        if (strncmp(assignment, INPUTS[i].name, (size_t)(equals - assignment)) == 0) {
            out[i] = strtod(equals + 1, NULL);
            return true;
        }
    fault_add(faults, NULL, 0, "unknown lever in \"%s\"", assignment);
    return false;
}

static void put(Series *x, int run, SeriesId id, int party, int chip, int workload, int step,
                double v) {
    series_at(x, run, series_column(x, id, party, chip, workload))[step] = v;
}

static void fill_step(Series *x, int run, const double *v, int i) {
    double total = 0, cap = is_off(v[FAKE_CAP]) ? 1e15 : v[FAKE_CAP] / 24;
    for (int b = 0; b < 4; b++) {
        double foreign = (9e3 + 1.5e3 * b + 400 * sin(i * 0.7 + b)) * (1.25 - v[FAKE_LEVY]);
        if (b < 3) foreign = fmin(312 + i < v[FAKE_START] ? 0 : foreign, cap);
        double home = b < 3 ? 6e3 * pow(1 + v[FAKE_GROWTH], i) : 0;
        double seed = b == 0 && i > 11 ? fmin(2e3 * (i - 11), 12e3) : 0;
        const double units[] = {foreign, home, seed};
        const double price[] = {v[FAKE_PRICE], 14e3, 8e3};
        for (int c = 0; c < 3; c++) {
            put(x, run, S_DELIVERED, b, c, -1, i, units[c]);
            put(x, run, S_SPEND, b, c, -1, i, units[c] * price[c]);
        }
        total = units[0] + 0.8 * units[1] + 0.5 * units[2];
        double before = i ? series_at(x, run, series_column(x, S_COMPUTE, b, -1, 0))[i - 1] : 0;
        put(x, run, S_COMPUTE, b, -1, 0, i, before + total);
        int binding = i < 6 ? BINDING_APPROVAL : foreign < cap ? BINDING_BUDGET : BINDING_CAP;
        put(x, run, S_BINDING, b, -1, -1, i, b < 3 ? binding : BINDING_SUPPLY);
    }
    put(x, run, S_LEVY, 1, -1, -1, i, total * v[FAKE_PRICE] * v[FAKE_LEVY]);
}

static Results *run(void *context, const Point *points, int n, bool prove, Faults *faults) {
    Fake *f = context;
    f->runs++;
    f->proofs += prove;
    if (strcmp(points[0].name, "This run") == 0)
        memcpy(f->last + skipped(f), points[0].values,
               sizeof(double) * (size_t)base(f)->n_inputs);
    if (f->run_fault || (f->cases_fail && n > 1 && strcmp(points[0].name, "Baseline") == 0)) {
        fault_add(faults, "fake.lua", 7, "%s", f->run_fault ? f->run_fault : "a case fails");
        return NULL;
    }
    Results *r = calloc(1, sizeof *r);
    r->arena = arena_new();
    r->n = n;
    r->at = ARENA_NEW(r->arena, Result, n);
    Want want = want_all();
    Series *x = series_new(base(f), &want, n);
    r->series = ARENA_NEW(r->arena, Series *, 1);
    r->series[r->n_series++] = x;
    for (int i = 0; i < n; i++) {
        double *v = ARENA_NEW(r->arena, double, FAKE_N);
        for (int k = 0; k < FAKE_N; k++) v[k] = INPUTS[k].base;
        memcpy(v + skipped(f), points[i].values, sizeof(double) * (size_t)base(f)->n_inputs);
        r->at[i] = (Result){arena_text(r->arena, points[i].name), v, base(f), x, i, {0, 0}};
        for (int step = 0; step < x->steps; step++) fill_step(x, i, v, step);
    }
    return r;
}

static const char *headline(void *context, const Results *r, int i, Arena *arena) {
    (void)context;
    return arena_printf(arena, "At a levy of %.0f %% approvals bind first, then money",
                        100 * r->at[i].values[FAKE_LEVY]);
}

static void free_results(void *context, Results *r) {
    (void)context;
    for (int i = 0; i < r->n_series; i++) series_free(r->series[i]);
    arena_free(r->arena);
    free(r);
}

static bool write_table(void *context, const Results *r, const RecordOrigin *from,
                        const char *to, Faults *faults) {
    Fake *f = context;
    (void)from;
    f->tables++;
    Text t = {0};
    for (int i = 0; i < r->n; i++) text_printf(&t, "%s\n", r->at[i].name);
    bool done = file_write(to, t.data, t.length, faults);
    text_done(&t);
    return done;
}

static FilesAre files(void *context) {
    const Fake *f = context;
    if (f->stamp == 0) return FILES_MISSING;
    return f->stamp != f->seen ? FILES_CHANGED : FILES_SAME;
}

static bool hears(void *context) {
    return ((Fake *)context)->hears;
}

static void reload(void *context) {
    Fake *f = context;
    f->seen = f->stamp;
    f->reading = true;
}

static void open(void *context, const char *to) {
    Fake *f = context;
    snprintf(f->opening, sizeof f->opening, "%s", to);
    f->reading = true;
}

static void ask(void *context, const Ask *a) {
    Fake *f = context;
    assert_false(f->asked);
    assert_in_range(a->n, 1, FAKE_POINTS);
    f->asked = true;
    f->prove = a->prove;
    f->fixed = a->fixed;
    f->n_points = f->lone ? 1 : a->n;
    for (int i = 0; i < a->n; i++) {
        memcpy(f->point[i], a->points[i].values, sizeof(double) * (size_t)base(f)->n_inputs);
        snprintf(f->names[i], sizeof f->names[i], "%s", a->points[i].name);
    }
}

// The baseline and the cases; the baseline alone where a case fails.
static Results *run_fixed(Fake *f, Faults *faults) {
    double v[FAKE_CASES + 1][FAKE_N];
    Point points[FAKE_CASES + 1];
    int n = base(f)->n_cases + 1;
    for (int i = 0; i < n; i++) {
        values(f, i - 1, v[i]);
        points[i] = (Point){i == 0 ? "Baseline" : CASES[i - 1].name, v[i]};
    }
    Results *r = run(f, points, n, true, faults);
    return r || n == 1 ? r : run(f, points, 1, true, faults);
}

static void free_results(void *context, Results *r);

static void take_run(Fake *f, News *news, Faults *faults) {
    Point points[FAKE_POINTS];
    for (int i = 0; i < f->n_points; i++) points[i] = (Point){f->names[i], f->point[i]};
    *news = (News){.kind = NEWS_RUN};
    f->asked = false;
    if (f->fixed && !(news->fixed = run_fixed(f, faults))) return;
    news->live = run(f, points, f->n_points, f->prove, faults);
    if (!news->live && news->fixed) free_results(f, news->fixed), news->fixed = NULL;
}

static bool why(void *context, const Point *point, int step) {
    Fake *f = context;
    f->why_step = step;
    f->why_levy = point->values[FAKE_LEVY];
    snprintf(f->why_buyer, sizeof f->why_buyer, "%s", point->name);
    return f->why_asked = !f->why_deaf;
}

static Why *told(const Fake *f) {
    Arena *arena = arena_new();
    Why *w = ARENA_NEW(arena, Why, 1);
    *w = (Why){.buyer = arena_text(arena, f->why_buyer), .step = f->why_step, .arena = arena};
    for (int i = 0; i < f->why_lines; i++) {
        WhyLine line = {(Voice)(i % VOICE_COUNT), "A sentence about what was wished for."};
        ARENA_PUSH(arena, w->lines, w->n, w->cap, line);
    }
    return w;
}

static void free_why(void *context, Why *w) {
    ((Fake *)context)->why_freed++;
    arena_free(w->arena);
}

static bool take(void *context, News *news, Faults *faults) {
    Fake *f = context;
    if (f->loss || f->lost) {
        *news = (News){.kind = NEWS_LOST};
        if (f->loss) fault_add_kind(faults, FAULT_LIMIT, "fake.lua", 0, "%s", f->loss);
        f->loss = NULL;
        f->lost = f->asked = f->reading = false;
        return true;
    }
    if (f->touched) {
        *news = (News){.kind = NEWS_TOUCHED};
        f->touched = false;
        return true;
    }
    if (f->held) return false;
    if (f->note) {
        *news = (News){.kind = NEWS_NOTE, .note = f->note};
        f->note = NULL;
        return true;
    }
    if (f->reading) {
        *news = (News){.kind = NEWS_READ, .read = !f->reload_fault};
        f->reading = f->asked = false;
        if (!f->reload_fault && f->opening[0])
            f->path = strcpy(f->opened, f->opening), f->version = f->other;
        f->opening[0] = 0;
        for (int i = f->more_faults; f->reload_fault && i > 0; i--)
            fault_add(faults, "folder/fake.lua", 12 + i, "fault %d", i);
        if (f->reload_fault) fault_add(faults, "folder/fake.lua", 12, "%s", f->reload_fault);
        return true;
    }
    if (f->why_asked) {
        *news = (News){.kind = NEWS_WHY, .why = f->why_lines ? told(f) : NULL};
        if (!news->why) fault_add(faults, "fake.lua", 9, "a rule fails");
        f->why_asked = false;
        return true;
    }
    if (!f->asked) return false;
    take_run(f, news, faults);
    return true;
}

static void draw(void *context, const Ask *a, int draws) {
    (void)a;
    ((Fake *)context)->draws = draws;
}

static void free_bands(void *context, Bands *b) {
    (void)context;
    (void)b;
}

static void stop(void *context) {
    ((Fake *)context)->lost = true;
}

static int socket(void *context) {
    (void)context;
    return -1;
}

static void wait(void *context, int wait_ms) {
    (void)context;
    (void)wait_ms;
}

static void settle(void *context) {
    ((Fake *)context)->settled++;
}

static void leave(void *context) {
    ((Fake *)context)->left++;
}

static void forget(void *context) {
    (void)context;
}

Model fake_model(Fake *f) {
    *f = (Fake){.stamp = 1, .seen = 1, .path = "folder/fake.lua"};
    f->scenario[0] = f->scenario[1] = world();
    f->scenario[1].inputs++;
    f->scenario[1].n_inputs--;
    f->scenario[1].n_cases = 0;
    return (Model){.context = f,
                   .path = path,
                   .base = base,
                   .values = values,
                   .set = set,
                   .ask = ask,
                   .take = take,
                   .draw = draw,
                   .free_bands = free_bands,
                   .why = why,
                   .free_why = free_why,
                   .headline = headline,
                   .free_results = free_results,
                   .write_table = write_table,
                   .files = files,
                   .hears = hears,
                   .reload = reload,
                   .open = open,
                   .settle = settle,
                   .stop = stop,
                   .socket = socket,
                   .wait = wait,
                   .leave = leave,
                   .free = forget};
}

App *fake_app(Fake *f, double width, double height, bool dark) {
    Model m = fake_model(f);
    AppOptions o = {.width = width, .height = height, .dark = dark};
    Faults *faults = faults_new();
    App *a = app_new(&m, &o, faults);
    faults_free(faults);
    return a;
}

int fake_start(void **state) {
    World *w = calloc(1, sizeof *w);
    w->app = fake_app(&w->fake, 1280, 800, false);
    *state = w;
    return w->app ? 0 : 1;
}

int fake_stop(void **state) {
    World *w = *state;
    app_free(w->app);
    free(w);
    return 0;
}

double middle_y(Rect r) {
    return r.y + r.h / 2;
}

static void after(App *a) {
    app_update(a);
}

void fake_key(App *a, Key key) {
    app_event(a, &(UiEvent){.kind = EVENT_KEY, .key = key, .now = a->now});
    after(a);
}

void fake_character(App *a, int character) {
    app_event(a, &(UiEvent){.kind = EVENT_KEY, .key = KEY_CHARACTER, .character = character});
    after(a);
}

static void pointer(App *a, EventKind kind, double x, double y) {
    app_event(a, &(UiEvent){.kind = kind, .x = x, .y = y, .now = a->now});
    after(a);
}

void fake_press(App *a, double x, double y) {
    pointer(a, EVENT_PRESS, x, y);
}
void fake_release(App *a, double x, double y) {
    pointer(a, EVENT_RELEASE, x, y);
}
void fake_move(App *a, double x, double y) {
    pointer(a, EVENT_MOVE, x, y);
}

void fake_click(App *a, double x, double y) {
    fake_press(a, x, y);
    fake_release(a, x, y);
}

void fake_tick(App *a, double now) {
    app_event(a, &(UiEvent){.kind = EVENT_TICK, .now = now});
    after(a);
}

void fake_draw(App *a) {
    Rect w = a->rooms.window;
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w.w, (int)w.h);
    cairo_t *cr = cairo_create(s);
    app_expose(a);
    app_draw(a, cr);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

Rect fake_at(App *a, int widget) {
    app_event(a, &(UiEvent){.kind = EVENT_NONE, .now = a->now});
    for (int i = 0; i < a->ui.n_order; i++)
        if (a->ui.order[i] == widget) return a->ui.order_at[i];
    return (Rect){-1, -1, 0, 0};
}

void fake_focus(App *a, int widget) {
    int tabs = 0;
    do fake_key(a, KEY_TAB);
    while (a->ui.focus != widget && ++tabs < UI_MAX_WIDGETS);
}
