// Quantiles whose bits must not depend on the machine. GSL gives the middle of the normal
// distribution, where it uses no logarithm; its tails and its beta distribution call the C
// library's exp and log, which differ between processors, so these are computed here.
#ifndef ENGINE_BASE_QUANTILE_H
#define ENGINE_BASE_QUANTILE_H

// Standard normal, u in (0, 1), to 16 figures. M. J. Wichura, "Algorithm AS 241: The percentage
// points of the normal distribution", Applied Statistics 37 (1988).
double quantile_normal(double u);

// Beta distribution of parameters a and 6 - a, 1 <= a <= 5 (what PERT needs): Halley's method,
// kept in a bracket, on the continued fraction of the incomplete beta function (DLMF 8.17.22).
double quantile_beta(double u, double a);

#endif
