// exp, log, pow of plain doubles with the same bits on every machine: the arithmetic of lane.h
// on one value. Everything that may reach a result uses these, not libm's.
#ifndef ENGINE_BASE_REAL_H
#define ENGINE_BASE_REAL_H

double real_exp(double x);
double real_log(double x);
double real_pow(double x, double y);

#endif
