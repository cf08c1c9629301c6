#include "support/test.h"

#include "scenario/unit.h"

static const Unit USD = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_USD};
static const Unit RMB = {.power = {[DIM_MONEY] = 1}, .currency = CURRENCY_RMB};
static const Unit MONTHS = {.power = {[DIM_TIME] = 1}};
static const Unit DATE = {.date = true};

static void assert_unit(Unit u, const char *name) {
    char out[64];
    assert_string_equal(unit_name(u, out), name);
}

static void names(void **state) {
    (void)state;
    Unit u;
    assert_unit(UNIT_PLAIN, "a plain number");
    assert_unit(USD, "USD");
    assert_unit(DATE, "a date");
    assert_unit(MONTHS, "months");
    assert_true(unit_multiply(USD, MONTHS, true, &u));
    assert_unit(u, "USD per month");
    assert_true(unit_multiply(UNIT_PLAIN, MONTHS, true, &u));
    assert_unit(u, "1/month");
    assert_true(unit_power(MONTHS, -2, &u));
    assert_unit(u, "1/month^2");
    assert_true(unit_multiply(u, RMB, true, &u));
    assert_unit(u, "1/(RMB month^2)");
    Unit tflops = {.power = {[DIM_FLOPS] = 1}}, tbps = {.power = {[DIM_BANDWIDTH] = 1}};
    assert_true(unit_multiply(tflops, tbps, true, &u));
    assert_unit(u, "TFLOPS per TB/s");
    Unit all = {.power = {1, 1, 1, 1, 1, 1, 1}, .currency = CURRENCY_EUR};
    char out[64];
    assert_non_null(unit_name(all, out)); // cut, not overrun
}

static void currencies(void **state) {
    (void)state;
    assert_string_equal(currency_name(CURRENCY_RMB), "RMB");
    assert_string_equal(currency_name(CURRENCY_NONE), "");
    assert_string_equal(currency_name(CURRENCY_COUNT), "");
    assert_int_equal(currency_find("CNY"), CURRENCY_RMB);
    assert_int_equal(currency_find("EUR"), CURRENCY_EUR);
    assert_int_equal(currency_find("GBP"), CURRENCY_NONE);
    assert_int_equal(currency_find(""), CURRENCY_NONE);
}

static void sums(void **state) {
    (void)state;
    Unit u;
    assert_true(unit_add(USD, USD, false, &u));
    assert_true(unit_equal(u, USD));
    assert_false(unit_add(USD, RMB, false, &u));
    assert_false(unit_add(USD, MONTHS, false, &u));
    assert_false(unit_add(USD, UNIT_PLAIN, false, &u));
}

static void dates(void **state) {
    (void)state;
    Unit u;
    assert_true(unit_add(DATE, DATE, true, &u));
    assert_true(unit_equal(u, MONTHS));
    assert_false(unit_add(DATE, DATE, false, &u));
    assert_true(unit_add(DATE, MONTHS, false, &u));
    assert_true(unit_equal(u, DATE));
    assert_true(unit_add(DATE, MONTHS, true, &u));
    assert_true(unit_add(MONTHS, DATE, false, &u));
    assert_true(unit_equal(u, DATE));
    assert_false(unit_add(MONTHS, DATE, true, &u));
    assert_false(unit_add(DATE, UNIT_PLAIN, false, &u));
    assert_false(unit_multiply(DATE, UNIT_PLAIN, false, &u));
    assert_false(unit_power(DATE, 1, &u));
}

static void products(void **state) {
    (void)state;
    Unit u;
    assert_false(unit_multiply(USD, RMB, false, &u));
    assert_false(unit_multiply(USD, RMB, true, &u));
    assert_true(unit_multiply(RMB, MONTHS, false, &u));
    assert_int_equal(u.currency, CURRENCY_RMB);
    assert_true(unit_multiply(USD, USD, true, &u));
    assert_true(unit_is_plain(u)); // the currency goes with the money
    assert_true(unit_power(USD, 0, &u));
    assert_true(unit_is_plain(u));
    assert_false(unit_power(USD, 100, &u));
    assert_true(unit_power(USD, 9, &u));
    assert_false(unit_multiply(u, USD, false, &u));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names), cmocka_unit_test(currencies), cmocka_unit_test(sums),
        cmocka_unit_test(dates), cmocka_unit_test(products),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
