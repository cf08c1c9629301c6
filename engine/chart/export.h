// Whole pictures: PNG, SVG and PDF in memory, then written beside and renamed. The same figure
// gives the same bytes.
#ifndef ENGINE_CHART_EXPORT_H
#define ENGINE_CHART_EXPORT_H

#include "chart/figure.h"

typedef enum PictureKind { PICTURE_PNG, PICTURE_SVG, PICTURE_PDF } PictureKind;

typedef struct PictureOptions {
    double width, height; // logical px; 0: 960 and what the panels need
    double scale;         // of PNG pixels; 0: 2
    bool dark;
} PictureOptions;

// False when the path does not end in .png, .svg or .pdf.
bool picture_kind(const char *path, PictureKind *out);

// The bytes (malloc; the caller frees), or NULL with a fault.
unsigned char *picture_make(const Figure *f, PictureKind kind, const PictureOptions *o,
                            size_t *size, Faults *faults);

// Makes it and writes it to `path` ("-" with a kind: stdout). False with a fault.
bool picture_write(const Figure *f, PictureKind kind, const PictureOptions *o, const char *path,
                   Faults *faults);

#endif
