#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void test_near(double a, double b, double tolerance, const char *what, const char *file,
               int line) {
    double scale = fmax(1, fmax(fabs(a), fabs(b)));
    if (fabs(a - b) <= tolerance * scale) return;
    print_error("%s is %.17g, expected %.17g within %g\n", what, a, b, tolerance);
    _fail(file, line);
}

void test_faults(Faults *f, const char *file, int line, ...) {
    faults_sort(f);
    va_list args;
    va_start(args, line);
    int i = 0;
    bool same = true;
    for (const char *want; (want = va_arg(args, const char *)); i++) {
        const char *got = i < faults_count(f) ? fault_line(f, i) : "(no such fault)";
        if (strcmp(got, want) == 0) continue;
        print_error("fault %d is\n  %s\nexpected\n  %s\n", i, got, want);
        same = false;
    }
    va_end(args);
    for (; i < faults_count(f); i++) {
        print_error("unexpected fault\n  %s\n", fault_line(f, i));
        same = false;
    }
    if (!same) _fail(file, line);
}

void test_no_faults(Faults *f, const char *file, int line) {
    for (int i = 0; i < faults_count(f); i++) print_error("%s\n", fault_line(f, i));
    if (faults_count(f)) _fail(file, line);
}
