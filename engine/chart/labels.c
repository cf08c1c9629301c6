#include "chart/labels.h"

#include <stdbool.h>
#include <stdlib.h>

typedef struct Place {
    double y;
    int i;
} Place;

static int place_order(const void *a, const void *b) {
    const Place *p = a, *q = b;
    if (p->y != q->y) return p->y < q->y ? -1 : 1;
    return p->i - q->i;
}

typedef struct Block {
    double sum;
    int n;
} Block;

// Isotonic regression of p[i].y - i * pitch: blocks of equal value, merged while out of order.
static int pool(const Place *p, int n, double pitch, Block *block) {
    int blocks = 0;
    for (int i = 0; i < n; i++) {
        block[blocks++] = (Block){p[i].y - i * pitch, 1};
        while (blocks > 1) {
            Block *last = &block[blocks - 1], *before = last - 1;
            if (before->sum / before->n < last->sum / last->n) break;
            before->sum += last->sum;
            before->n += last->n;
            blocks--;
        }
    }
    return blocks;
}

void labels_spread(int n, const double *y, double pitch, double low, double high, double *at) {
    if (n <= 0) return;
    Place *p = malloc(sizeof *p * (size_t)n);
    Block *block = malloc(sizeof *block * (size_t)n);
    if (!p || !block) abort();
    for (int i = 0; i < n; i++) p[i] = (Place){y[i], i};
    qsort(p, (size_t)n, sizeof *p, place_order);
    if (high < low) high = low;
    if (n > 1 && pitch * (n - 1) > high - low) pitch = (high - low) / (n - 1);
    double top = high - pitch * (n - 1);
    int blocks = pool(p, n, pitch, block), i = 0;
    for (int b = 0; b < blocks; b++) {
        double z = block[b].sum / block[b].n;
        z = z < low ? low : z > top ? top : z;
        for (int k = 0; k < block[b].n; k++, i++) at[p[i].i] = z + i * pitch;
    }
    free(p);
    free(block);
}

void labels_rows(int n, const double *left, const double *right, int rows, double gap,
                 int *row) {
    for (int i = 0; i < n; i++) {
        row[i] = rows;
        for (int r = 0; r < rows && row[i] == rows; r++) {
            bool fits = true;
            for (int k = 0; k < i; k++)
                if (row[k] == r && right[k] > left[i] - gap && left[k] < right[i] + gap)
                    fits = false;
            if (fits) row[i] = r;
        }
    }
}
