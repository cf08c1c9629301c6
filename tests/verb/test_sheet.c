// Aligned text and sparklines.
#include "support/test.h"

#include "verb/sheet.h"

#include <math.h>

static Sheet *sample(void) {
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "total", ALIGN_RIGHT);
    sheet_column(t, "trend", ALIGN_LEFT);
    sheet_column(t, "no levy", ALIGN_RIGHT);
    sheet_line(t, INK_BOLD, "Delivered, units, a heading wider than its column");
    sheet_cell(t, INK_PLAIN, "H200");
    sheet_cell(t, INK_PLAIN, "400k");
    sheet_cell(t, INK_PLAIN, "▁▂█");
    sheet_cell(t, INK_MUTED, "400k");
    sheet_row(t);
    sheet_cell(t, INK_PLAIN, "Ascend");
    sheet_cellf(t, INK_PLAIN, "%d", 7);
    sheet_row(t);
    return t;
}

static void columns_line_up(void **state) {
    (void)state;
    Sheet *t = sample();
    Text out = {0};
    sheet_add(t, &out, false, 100, 1);
    assert_string_equal(text_get(&out), "        total  trend  no levy\n"
                                        "Delivered, units, a heading wider than its column\n"
                                        "H200     400k  ▁▂█       400k\n"
                                        "Ascend      7\n");
    text_done(&out);
    sheet_free(t);
}

static void a_wide_table_goes_on_below(void **state) {
    (void)state;
    Sheet *t = sample();
    Text out = {0};
    sheet_add(t, &out, false, 22, 1);
    assert_string_equal(text_get(&out), "        total  trend\n"
                                        "Delivered, units, a heading wider than its column\n"
                                        "H200     400k  ▁▂█\n"
                                        "Ascend      7\n"
                                        "\n"
                                        "        no levy\n"
                                        "Delivered, units, a heading wider than its column\n"
                                        "H200       400k\n"
                                        "Ascend\n");
    text_done(&out);
    sheet_free(t);
}

static void long_headings_are_broken(void **state) {
    (void)state;
    Sheet *t = sheet_new();
    sheet_column(t, "", ALIGN_LEFT);
    sheet_column(t, "buyers pay the levy", ALIGN_RIGHT);
    sheet_column(t, "unbundling", ALIGN_LEFT);
    sheet_column(t, "no levy", ALIGN_RIGHT);
    sheet_cell(t, INK_PLAIN, "H200");
    sheet_cell(t, INK_PLAIN, "1");
    sheet_cell(t, INK_PLAIN, "2");
    sheet_cell(t, INK_PLAIN, "3");
    sheet_row(t);
    Text out = {0};
    sheet_add(t, &out, false, 100, 1);
    assert_string_equal(text_get(&out), "        buyers pay\n"
                                        "          the levy  unbundling  no levy\n"
                                        "H200             1  2                 3\n");
    text_done(&out);
    sheet_free(t);
}

static void ink_wraps_text_only_when_there_is_any(void **state) {
    (void)state;
    Text out = {0};
    ink_add(&out, true, INK_MUTED, "a");
    ink_add(&out, true, INK_BOLD, "");
    ink_add(&out, false, INK_BOLD, "b");
    assert_string_equal(text_get(&out), "\033[2ma\033[0mb");
    text_done(&out);
}

static void blocks(const char *expected, const double *y, int n, int width, bool free_base) {
    Text out = {0};
    sparkline(&out, y, n, width, free_base);
    assert_string_equal(text_get(&out), expected);
    text_done(&out);
}

static void sparklines_show_the_shape(void **state) {
    (void)state;
    const double rise[] = {0, 1, 2, 3, 4, 5, 6, 7};
    blocks("▁▂▃▄▅▆▇█", rise, 8, 0, false);
    blocks("▁▃▆█", (const double[]){0, 0, 2, 2, 4, 4, 6, 6.4}, 8, 4, false);
    blocks("▁▁▁", (const double[]){0, 0, 0}, 3, 0, false);
    blocks("██", (const double[]){5, 5}, 2, 0, false);
    blocks("█ █", (const double[]){5, NAN, 5}, 3, 0, false);
    blocks("▁█", (const double[]){26, 27}, 2, 0, true);
    blocks("▄▅", (const double[]){6.99, 7}, 2, 0, true);
    blocks("▄▄", (const double[]){7, 7}, 2, 0, true);
    blocks("▁▄█", (const double[]){-4, 0, 4}, 3, 0, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(a_wide_table_goes_on_below),
        cmocka_unit_test(long_headings_are_broken),
        cmocka_unit_test(ink_wraps_text_only_when_there_is_any),
        cmocka_unit_test(sparklines_show_the_shape),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
