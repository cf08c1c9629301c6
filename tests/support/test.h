// What every test includes first: cmocka in its order, and comparisons it lacks.
#ifndef TESTS_SUPPORT_TEST_H
#define TESTS_SUPPORT_TEST_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/fault.h"

// |a - b| <= tolerance * max(1, |a|, |b|), with both values in the message.
#define assert_near(a, b, tolerance) test_near((a), (b), (tolerance), #a, __FILE__, __LINE__)
void test_near(double a, double b, double tolerance, const char *what, const char *file,
               int line);

// The faults are exactly these lines (fault_line), in order; ends with NULL.
#define assert_faults(faults, ...) test_faults((faults), __FILE__, __LINE__, __VA_ARGS__, NULL)
void test_faults(Faults *f, const char *file, int line, ...);

// Prints the faults when there are any, then fails.
#define assert_no_faults(faults) test_no_faults((faults), __FILE__, __LINE__)
void test_no_faults(Faults *f, const char *file, int line);

#endif
