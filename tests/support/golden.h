// Texts kept under tests/golden: compared byte by byte. UPDATE_GOLDEN=1 in the environment
// writes them anew; look at the difference before you keep it.
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

// `name` is below tests/golden ("chart/ticks.txt"). Prints the first lines that differ, fails.
#define assert_golden(name, text) golden_check((name), (text), __FILE__, __LINE__)
void golden_check(const char *name, const char *text, const char *file, int line);

#endif
