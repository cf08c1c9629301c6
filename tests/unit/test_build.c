#include "support/test.h"
#include "support/draft.h"

static void small_scenario(void **state) {
    (void)state;
    Draft *d = draft_small();
    const Scenario *s = draft_build(d);
    assert_int_equal(s->calendar.steps, 12);
    assert_int_equal(s->n_chips, 1);
    assert_int_equal(s->n_workloads, 1);
    assert_near(scenario_value(s, s->chips[0].price, NULL, 0), 27000, 0);
    assert_near(scenario_value(s, s->chips[0].throughput, NULL, 0), 1, 0);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
