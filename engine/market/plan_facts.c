// Facts of a scenario that let a step leave out what it does not use, and when its numbers move.
#include "market/step.h"
#include <string.h>

static void price_path(Market *m, Num n) {
    if (n >= m->s->n_slots) ids_add(m, &m->price_paths, n - m->s->n_slots);
}

static void facts_of_buyers(Market *m) {
    const Scenario *s = m->s;
    for (int b = 0; b < m->B; b++) {
        const Buyer *x = &s->buyers[b];
        m->has_inflation |= !plan_fixed_at(m, x->inflation, 0);
        m->has_deposits |= !plan_fixed_at(m, x->deposit, 1);
        m->has_deploy |= !plan_fixed_at(m, x->deploy, 0);
        m->has_access_uplift |= !plan_fixed_at(m, x->access_uplift, 0);
        m->has_unmet_carry |= !plan_fixed_at(m, x->unmet_carry, 0);
        m->has_targets |= x->target.given;
        m->has_lapse |= !plan_fixed_at(m, x->carry, 1);
        m->retires |= !plan_fixed_at(m, x->life, FOREVER);
        for (int i = 0; i < x->capex.n; i++)
            m->has_capex_paths |= x->capex.amount[i] >= s->n_slots;
        for (int i = 0; i < x->opex.n; i++)
            m->has_capex_paths |= x->opex.amount[i] >= s->n_slots;
    }
}

static void facts_of_chips(Market *m) {
    const Scenario *s = m->s;
    m->learns = ARENA_NEW(m->arena, bool, m->C);
    m->responds = ARENA_NEW(m->arena, bool, m->C);
    for (int c = 0; c < m->C; c++) {
        m->has_ladder |= s->chips[c].follows >= 0;
        m->has_grey |= s->chips[c].grey;
        m->learns[c] = !plan_fixed_at(m, s->chips[c].progress_ratio, 1);
        m->responds[c] = !plan_fixed_at(m, s->chips[c].price_response, 0);
        m->has_learning |= m->learns[c];
        m->has_response |= m->responds[c];
    }
    m->has_own_prices = m->has_learning || m->has_response;
}

static void facts_of_makers(Market *m) {
    const Scenario *s = m->s;
    for (int i = 0; i < s->n_lines; i++) m->has_to_order |= s->lines[i].build == BUILD_TO_ORDER;
    m->sure = ARENA_NEW(m->arena, bool, s->n_tapeouts);
    for (int i = 0; i < s->n_tapeouts; i++) {
        m->has_nre |= !plan_fixed_at(m, s->tapeouts[i].nre, 0);
        m->sure[i] = plan_fixed_at(m, s->tapeouts[i].first_silicon, 1);
    }
    for (int i = 0; i < s->n_shocks; i++) {
        const Shock *x = &s->shocks[i];
        m->has_shocks |= !plan_fixed_at(m, x->at, NO_CAP) || !plan_fixed_at(m, x->hazard, 0);
    }
}

// The paths that prices follow: while none moves, prices stand.
static void plan_price_paths(Market *m) {
    const Scenario *s = m->s;
    for (int c = 0; c < m->C; c++) {
        price_path(m, s->chips[c].price);
        price_path(m, s->chips[c].unit_cost);
    }
    for (int i = 0; i < s->n_levies; i++) {
        price_path(m, s->levies[i].rate);
        if (s->levies[i].pass_through.kind == PASS_NUMBER)
            price_path(m, s->levies[i].pass_through.rho);
    }
    for (int i = 0; i < s->n_bundlings; i++) {
        price_path(m, s->bundlings[i].ratio);
        price_path(m, s->bundlings[i].value);
    }
    for (int i = 0; i < s->n_guidelines; i++) {
        price_path(m, s->guidelines[i].share);
        price_path(m, s->guidelines[i].compliance);
        price_path(m, s->guidelines[i].value);
    }
    for (int i = 0; i < s->n_subsidies; i++) price_path(m, s->subsidies[i].rate);
}

void plan_facts(Market *m) {
    facts_of_buyers(m);
    facts_of_chips(m);
    facts_of_makers(m);
    plan_price_paths(m);
    const bool *want = m->want.series;
    m->arrives_only = !m->has_deploy && !m->has_seized && !m->retires && !m->has_targets &&
                      !want[S_DELIVERED] && !want[S_IN_TRANSIT];
    m->keeps_wished = m->has_to_order || m->has_response || want[S_PHANTOM] ||
                      m->has_inflation || want[S_WISHED] || want[S_CLAIMED] ||
                      want[S_FILL_RATE];
}

// Steps in which an instrument with fixed dates begins, ends or is under way to either.
static void plan_moves(Market *m) {
    int steps = m->s->calendar.steps;
    m->actives_move = ARENA_NEW(m->arena, bool, steps);
    m->actives_fixed = true;
    for (int i = 0; i < m->n_actives; i++) {
        double from = 0, to = NO_CAP;
        m->actives_fixed &= m->actives[i].fixed;
        plan_fixed(m, m->actives[i].from, &from);
        plan_fixed(m, m->actives[i].to, &to);
        for (int k = 0; k < steps && m->actives[i].fixed; k++) {
            double start = calendar_time(&m->s->calendar, k) - m->dt * 1.01;
            double end = calendar_time(&m->s->calendar, k + 1);
            m->actives_move[k] |= (from > start && from < end) || (to > start && to < end);
        }
    }
}

// The calendar years a step lies in and the parts of a year that it holds of them.
static void plan_years(Market *m) {
    const Calendar *c = &m->s->calendar;
    m->years = ARENA_NEW(m->arena, StepYears, c->steps);
    int year, month, day;
    date_civil(c->from, &year, &month, &day);
    for (int i = 0; i < c->steps; i++) {
        double from = c->from + calendar_time(c, i), to = c->from + calendar_time(c, i + 1);
        while (date_of_year(year + 1) <= from) year++;
        StepYears *y = &m->years[i];
        y->first = year;
        y->begins = date_of_year(year) >= from;
        for (int k = 0; k < 2 && date_of_year(year + k) < to; k++) {
            double months =
                fmin(to, date_of_year(year + k + 1)) - fmax(from, date_of_year(year + k));
            y->share[y->n++] = months / 12;
            y->begins |= k > 0;
        }
    }
}

static void plan_paths(Market *m) {
    const Scenario *s = m->s;
    m->paths = ARENA_NEW(m->arena, PathState, s->n_paths);
    for (int i = 0; i < s->n_paths; i++) {
        const PathPlan *p = &s->paths[i];
        double x;
        m->paths[i].fixed = p->kind != PATH_GROW;
        m->paths[i].grows_as = i;
        for (int k = i - 1; k >= 0 && p->kind == PATH_GROW; k--)
            if (s->paths[k].kind == PATH_GROW && s->paths[k].date[0] == p->date[0])
                m->paths[i].grows_as = k;
        for (int k = 0; k < p->n && p->kind != PATH_GROW; k++)
            m->paths[i].fixed &= plan_fixed(m, p->date[k], &x);
    }
}

void plan_times(Market *m) {
    plan_paths(m);
    plan_years(m);
    plan_moves(m);
}
