// How fast the window answers, over the flagship scenario and its worker, at 1440x900.
#ifndef TESTS_BENCH_WINDOW_H
#define TESTS_BENCH_WINDOW_H

// Prints the time to the first picture (of this process, without SDL), of a hover and of a drag
// with its run, the memory with four cases laid over and 1,000 draws, and the processor time that
// `program` takes while its window stands idle. Ends the process where something fails.
void window_times(const char *program);

#endif
