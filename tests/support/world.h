// A small scenario made by hand, for tests of what needs one but neither Lua nor validation:
// three months, buyers ByteDance and Tencent (RMB) and "Rest, of \"world\"" (USD), chips H200 and
// Ascend, one workload, authorities CN and US, sellers NVIDIA and Huawei, one approval, two inputs.
#ifndef TESTS_SUPPORT_WORLD_H
#define TESTS_SUPPORT_WORLD_H

#include "scenario/scenario.h"

enum { W_BYTEDANCE, W_TENCENT, W_REST };
enum { W_H200, W_ASCEND };
enum { W_CN, W_US };
enum { W_NVIDIA, W_HUAWEI };

extern const Scenario WORLD;

#endif
