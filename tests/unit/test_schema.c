#include "support/test.h"

#include "scenario/scenario.h"
#include "scenario/schema.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define EACH(k, f)                                                                             \
    for (int kind = 0; kind < kind_count(); kind++)                                            \
        for (const Kind *k = kind_at(kind); k; k = NULL)                                       \
            for (const Field *f = k->fields; f < k->fields + k->n_fields; f++)

static size_t member_size(FieldType type) {
    switch (type) {
    case FIELD_NUMBER:
    case FIELD_DATE:
        return sizeof(Num);
    case FIELD_TEXT:
        return sizeof(const char *);
    case FIELD_BOOL:
        return sizeof(bool);
    case FIELD_CHIPS:
    case FIELD_BUYERS:
    case FIELD_WORKLOADS:
        return sizeof(ChipSet);
    case FIELD_YEARS:
        return sizeof(YearNums);
    case FIELD_BY_WORKLOAD:
    case FIELD_BY_RESOURCE:
        return sizeof(WorkloadNums);
    case FIELD_SOURCES:
    case FIELD_CURVES:
        return sizeof(Names);
    case FIELD_PASS_THROUGH:
        return sizeof(PassThrough);
    case FIELD_ROWS:
    case FIELD_STEPS:
        return sizeof(void *);
    case FIELD_PERIOD:
        return sizeof(Period);
    case FIELD_EXPECTED:
    case FIELD_TOLERANCE:
        return sizeof(double);
    default:
        return sizeof(int);
    }
}

static void members_do_not_overlap(void **state) {
    (void)state;
    EACH(k, f) {
        if (!k->size) continue;
        assert_true(f->offset + member_size(f->type) <= k->size);
        for (const Field *g = k->fields; g < f; g++) {
            bool apart = g->offset + member_size(g->type) <= f->offset ||
                         f->offset + member_size(f->type) <= g->offset;
            if (!apart) fail_msg("%s: %s and %s share memory", k->name, g->name, f->name);
        }
    }
}

static void names_are_unique_and_plain(void **state) {
    (void)state;
    for (int i = 0; i < kind_count(); i++)
        assert_ptr_equal(kind_find(kind_at(i)->name), kind_at(i));
    EACH(k, f) {
        assert_ptr_equal(field_find(k, f->name), f);
        for (const char *p = f->name; *p; p++)
            assert_true(islower((unsigned char)*p) || *p == '_');
    }
    assert_null(kind_find("chips"));
    assert_null(field_find(kind_find("chip"), "prise"));
}

static void every_field_is_described(void **state) {
    (void)state;
    EACH(k, f) {
        assert_true(k->doc && strlen(k->doc) > 8 && k->example);
        assert_true(strncmp(k->example, k->name, strlen(k->name)) == 0);
        if (!f->doc || !f->doc[0] || strchr(f->doc, '\n')) fail_msg("%s.%s", k->name, f->name);
    }
}

// A default and the value for OFF must be values that the field may have.
static void defaults_fit_their_ranges(void **state) {
    (void)state;
    EACH(k, f) {
        if (f->type == FIELD_CHOICE) assert_non_null(f->choices[(int)f->fallback]);
        if (f->type != FIELD_NUMBER && f->type != FIELD_BY_WORKLOAD) continue;
        assert_true(f->min <= f->max);
        if (f->required || isnan(f->fallback)) continue;
        bool neutral = f->may_be_off && f->fallback == f->neutral;
        bool within = f->fallback >= f->min && f->fallback <= f->max &&
                      !(f->min_open && f->fallback == f->min);
        if (!within && !neutral)
            fail_msg("%s.%s defaults to %g", k->name, f->name, f->fallback);
    }
}

static void defaults_in_words(void **state) {
    (void)state;
    char out[32];
    const Kind *buyer = kind_find("buyer"), *approval = kind_find("approval");
    assert_string_equal(field_default(field_find(buyer, "carry"), out), "1");
    assert_string_equal(field_default(field_find(buyer, "life"), out), "off");
    assert_string_equal(field_default(field_find(buyer, "plan"), out), "affordable");
    assert_string_equal(field_default(field_find(buyer, "adjustment"), out), "");
    assert_string_equal(field_default(field_find(buyer, "demand"), out), "");
    assert_string_equal(field_default(field_find(buyer, "weight"), out), "1");
    assert_string_equal(field_default(field_find(buyer, "jurisdiction"), out), "required");
    assert_string_equal(field_default(field_find(approval, "chips"), out), "all");
    assert_string_equal(field_default(field_find(approval, "to"), out), "off");
    assert_string_equal(field_default(field_find(approval, "from"), out), "");
    assert_string_equal(field_default(field_find(kind_find("bundling"), "basis"), out),
                        "spend");
    assert_string_equal(field_default(field_find(kind_find("chart"), "cumulative"), out),
                        "false");
    assert_string_equal(field_default(field_find(kind_find("scenario"), "seed"), out), "1234");
    assert_string_equal(field_default(field_find(kind_find("tariff"), "pass_through"), out),
                        "seller");
}

static void choices_match_the_enums(void **state) {
    (void)state;
    assert_string_equal(field_find(kind_find("chip"), "rule")->choices[RATION_PRICE], "price");
    assert_string_equal(field_find(kind_find("line"), "build")->choices[BUILD_TO_ORDER],
                        "to_order");
    assert_string_equal(field_find(kind_find("buyer"), "plan")->choices[PLAN_WANTED], "wanted");
    const Field *basis = field_find(kind_find("bundling"), "basis");
    assert_string_equal(basis->choices[BASIS_COMPUTE], "compute");
    assert_string_equal(basis->choices[BASIS_UNITS], "units");
    const Field *pass = field_find(kind_find("tariff"), "pass_through");
    assert_string_equal(pass->choices[PASS_CAPACITY - PASS_SELLER], "capacity");
    assert_string_equal(field_find(kind_find("scenario"), "step")->choices[STEP_WEEK], "week");
    assert_string_equal(field_find(kind_find("chart"), "kind")->choices[CHART_RIBBON],
                        "ribbon");
}

static void units_have_words(void **state) {
    (void)state;
    assert_string_equal(field_unit_name(IN_USD_PER_UNIT), "USD per unit");
    assert_string_equal(field_unit_name(IN_PLAIN), "a plain number");
    assert_string_equal(field_unit_example(IN_MONTHS), "6");
    assert_true(field_unit(IN_DATE).date);
    assert_true(unit_is_plain(field_unit(IN_COMPUTE)));
    assert_int_equal(field_unit(IN_PER_MONTH).power[DIM_TIME], -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_do_not_overlap),
        cmocka_unit_test(names_are_unique_and_plain),
        cmocka_unit_test(every_field_is_described),
        cmocka_unit_test(defaults_fit_their_ranges),
        cmocka_unit_test(defaults_in_words),
        cmocka_unit_test(choices_match_the_enums),
        cmocka_unit_test(units_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
