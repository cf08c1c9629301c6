// A lever or an assumption as a control: where its value stands on a track, which values it
// snaps to, and how a value reads for people and in a script.
#ifndef ENGINE_VIEW_KNOB_H
#define ENGINE_VIEW_KNOB_H

#include "scenario/draft.h"

// The distance of one arrow key, in the input's unit: a round number, about 1/100 of its range.
double knob_step(const Input *in);

// Place on the track, 0 at min and 1 at max; OFF and values outside are held to the ends.
double knob_place(const Input *in, double value);

// The value at a place: the nearest round one, or the base when that is very near.
double knob_value(const Input *in, double place);

// `steps` arrow keys further: the next round values, stopping at the base on the way.
double knob_nudge(const Input *in, double value, int steps);

// Equal as values (OFF equals OFF).
bool knob_same(double a, double b);

// For people: "25%", "$27k", "75k", "Jul 2026", "off", "6 mo".
void knob_format(const Input *in, double value, char out[64]);

// As the script would write it in a case: 0.25, "2026-07", off, true, "spend".
void knob_literal(const Input *in, double value, char out[64]);

#endif
