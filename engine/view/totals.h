// The numbers of a run over its whole length that stand at the right: of a plain run, and of
// draws, which a worker keeps for them.
#ifndef ENGINE_VIEW_TOTALS_H
#define ENGINE_VIEW_TOTALS_H

#include "series/series.h"

enum {
    SUMMARY_DELIVERED,
    SUMMARY_SPEND,
    SUMMARY_COMPUTE,
    SUMMARY_UNMET,
    SUMMARY_LEVY,
    SUMMARY_NET,
    SUMMARY_COUNT
};

Pick total_pick(int i); // the total over all that a series is kept by

#endif
