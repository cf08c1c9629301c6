#include "chart/palette.h"

#include <math.h>

static const double READABLE = 4.6; // a little over WCAG AA for text

static double channel(Colour c, int shift) {
    double x = (c >> shift & 0xff) / 255.0;
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
}

static double luminance(Colour c) {
    return 0.2126 * channel(c, 16) + 0.7152 * channel(c, 8) + 0.0722 * channel(c, 0);
}

double colour_contrast(Colour a, Colour b) {
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

Colour colour_mix(Colour a, Colour b, double share_of_b) {
    Colour mix = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        double x = (a >> shift & 0xff) * (1 - share_of_b) + (b >> shift & 0xff) * share_of_b;
        mix |= (Colour)(x + 0.5) << shift;
    }
    return mix;
}

Colour colour_readable(Colour c, Colour ground) {
    Colour end = luminance(ground) > 0.18 ? 0x000000 : 0xffffff;
    for (int i = 0; i < 50; i++) {
        Colour mix = colour_mix(c, end, i / 50.0);
        if (colour_contrast(mix, ground) >= READABLE) return mix;
    }
    return end;
}

// Blue, vermillion, green, purple, orange, sky of Okabe and Ito; ink, wine, violet, brown.
static const Colour LIGHT[PALETTE_SIZE] = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00,
                                           0x56b4e9, 0x2b3540, 0x882255, 0x5b3fd6, 0x784b1e};
// The same hues lightened; blue and sky trade places.
static const Colour DARK[PALETTE_SIZE] = {0x56b4e9, 0xf58a4b, 0x2fbf93, 0xe08bbd, 0xf0c93a,
                                          0x8f9bff, 0xe6ebf0, 0xe8638c, 0x8458ff, 0xc3e196};

// Tints, so that no block is taken for an entity's colour.
static const Colour LIGHT_BINDING[BINDING_COUNT] = {
    [BINDING_NONE] = 0xf1f3f5,       [BINDING_SUPPLY] = 0xb7d3ea,
    [BINDING_CONTROL] = 0x78688a,    [BINDING_APPROVAL] = 0xf3c98b,
    [BINDING_CONVERSION] = 0xf7e7a9, [BINDING_CAP] = 0xdcb3d2,
    [BINDING_BUDGET] = 0xa8d8bd,     [BINDING_DEMAND] = 0xd5dae0,
    [BINDING_BUNDLING] = 0xeeb0a2};
static const Colour DARK_BINDING[BINDING_COUNT] = {
    [BINDING_NONE] = 0x1b2129,       [BINDING_SUPPLY] = 0x2c5577,
    [BINDING_CONTROL] = 0x948bab,    [BINDING_APPROVAL] = 0x855c24,
    [BINDING_CONVERSION] = 0x6b6121, [BINDING_CAP] = 0x6d4266,
    [BINDING_BUDGET] = 0x2a6148,     [BINDING_DEMAND] = 0x434d59,
    [BINDING_BUNDLING] = 0x86443a};

static const Theme LIGHT_THEME = {
    .dark = false,
    .ground = 0xffffff,
    .side = 0xf6f7f9,
    .field = 0xffffff,
    .field_hover = 0xeef1f4,
    .raised = 0xffffff,
    .border = 0xd5dbe1,
    .rule = 0xd7dde3,
    .grid = 0xe4e8ec,
    .zero = 0x9aa5b1,
    .text = 0x16202c,
    .text_soft = 0x3b4754,
    .text_muted = 0x5d6977,
    .baseline = 0x7d8894,
    .flag = 0x55616f,
    .lever = 0x0072b2,
    .assume = 0x8a5a00,
    .on_accent = 0xffffff,
    .accent_hover = 0x005f96,
    .track = 0xd7dde3,
    .thumb = 0xffffff,
    .pill = 0x16202c,
    .on_pill = 0xffffff,
    .fault = 0xb3261e,
    .on_fault = 0xffffff,
    .bar = 0x55616f,
};

static const Theme DARK_THEME = {
    .dark = true,
    .ground = 0x12161c,
    .side = 0x181d25,
    .field = 0x1f2630,
    .field_hover = 0x29313b,
    .raised = 0x1f2630,
    .border = 0x323b47,
    .rule = 0x29313b,
    .grid = 0x29313b,
    .zero = 0x5b6774,
    .text = 0xeef2f6,
    .text_soft = 0xc3ccd6,
    .text_muted = 0x97a3b0,
    .baseline = 0x8f9ba8,
    .flag = 0xa9b4c0,
    .lever = 0x56b4e9,
    .assume = 0xe0a63a,
    .on_accent = 0x0e1319,
    .accent_hover = 0x7cc5ef,
    .track = 0x323b47,
    .thumb = 0xe6ebf0,
    .pill = 0xeef2f6,
    .on_pill = 0x12161c,
    .fault = 0xf2b8b5,
    .on_fault = 0x3a0b08,
    .bar = 0xa9b4c0,
};

Theme theme_make(bool dark) {
    Theme t = dark ? DARK_THEME : LIGHT_THEME;
    for (int i = 0; i < PALETTE_SIZE; i++) {
        t.entity[i] = dark ? DARK[i] : LIGHT[i];
        t.entity_text[i] = colour_readable(t.entity[i], t.ground);
        t.entity_side[i] = colour_readable(t.entity[i], t.side);
    }
    for (int b = 0; b < BINDING_COUNT; b++) {
        t.binding[b] = dark ? DARK_BINDING[b] : LIGHT_BINDING[b];
        double on_text = colour_contrast(t.text, t.binding[b]);
        double on_ground = colour_contrast(t.ground, t.binding[b]);
        t.on_binding[b] = on_text > on_ground ? t.text : t.ground;
    }
    return t;
}
