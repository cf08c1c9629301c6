#include "view/window.h"

#include "view/display.h"
#include "view/wake.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Window {
    App *app;
    double scale, zoom; // logical px -> window units: their product
    SDL_Window *window;
    SDL_Renderer *renderer;
    SDL_Texture *texture;
    cairo_surface_t *frame;
    cairo_t *cr;
    int width, height; // of the frame, in device pixels
    bool open, full, present;
    char title[160]; // as the window shows it
    Wake *wake;
    bool moved; // a pointer movement that waits for the next one
    UiEvent movement;
};

static double now(void) {
    return (double)SDL_GetTicks64() / 1000.0;
}

static void frame_free(Window *w) {
    if (w->cr) cairo_destroy(w->cr);
    if (w->frame) cairo_surface_destroy(w->frame);
    if (w->texture) SDL_DestroyTexture(w->texture);
    w->cr = NULL;
    w->frame = NULL;
    w->texture = NULL;
}

// What the app wants, in whole steps, as far as the smallest layout still fits.
static double zoom_for(const Window *w, double width, double height) {
    double most = fmin(width / (w->scale * ROOM_MIN_W), height / (w->scale * ROOM_MIN_H));
    return fmin(w->app->zoom, fmax(floor(most / ZOOM_STEP) * ZOOM_STEP, 1));
}

// A frame of the size that the window has now.
static bool frame_make(Window *w) {
    int width, height, unit_w, unit_h;
    SDL_GetWindowSize(w->window, &unit_w, &unit_h);
    if (SDL_GetRendererOutputSize(w->renderer, &width, &height) != 0) {
        width = unit_w;
        height = unit_h;
    }
    double zoom = zoom_for(w, unit_w, unit_h);
    if (w->frame && width == w->width && height == w->height && zoom == w->zoom) return true;
    if (!w->full) {
        w->app->state.width = unit_w / w->scale;
        w->app->state.height = unit_h / w->scale;
    }
    frame_free(w);
    w->zoom = zoom;
    w->width = width;
    w->height = height;
    w->texture = SDL_CreateTexture(w->renderer, SDL_PIXELFORMAT_RGB888,
                                   SDL_TEXTUREACCESS_STREAMING, width, height);
    w->frame = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    double device = w->scale * zoom * (unit_w > 0 ? (double)width / unit_w : 1);
    cairo_surface_set_device_scale(w->frame, device, device);
    w->cr = cairo_create(w->frame);
    UiEvent e = {.kind = EVENT_RESIZE, .x = width / device, .y = height / device, .now = now()};
    app_event(w->app, &e);
    return w->texture && cairo_surface_status(w->frame) == CAIRO_STATUS_SUCCESS;
}

// The app goes on from what was possible.
static void zoom(Window *w) {
    if (w->app->zoom == w->zoom) return;
    double asked = w->app->zoom;
    if (!frame_make(w)) w->open = false;
    w->app->zoom = w->zoom;
    if (w->zoom < asked)
        app_toast(w->app, "Size %.0f %%: the window has no room for more", 100 * w->zoom);
}

// Without a display SDL takes a driver that draws for nobody, and would wait for ever.
static bool video_ready(void) {
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
    const char *driver = SDL_GetCurrentVideoDriver(), *asked = SDL_getenv("SDL_VIDEODRIVER");
    if ((asked && *asked) || !driver || strcmp(driver, "offscreen") != 0) return true;
    SDL_SetError("there is no display");
    return false;
}

static void listen_to_models(Window *w) {
    const App *a = w->app;
    int sockets[1 + OTHERS_MOST] = {a->model.socket(a->model.context)};
    for (int i = 0; i < a->n_others; i++)
        sockets[1 + i] = a->others[i].model.socket(a->others[i].model.context);
    wake_begin(w->wake, sockets, 1 + a->n_others);
}

// The desktop's own scale, as far as the smallest layout still has room on the screen.
static double scale_of_display(void) {
    double scale = display_scale(), width, height;
    if (!display_room(&width, &height)) return scale;
    double most = fmin(width / ROOM_MIN_W, height / ROOM_MIN_H);
    return fmin(scale, fmax(floor(most * 8) / 8, 1));
}

// No larger than the screen, where there is one.
static bool open_window(Window *w) {
    double width = w->app->rooms.window.w * w->scale,
           height = w->app->rooms.window.h * w->scale;
    double most_w, most_h;
    display_prepare();
    if (display_room(&most_w, &most_h)) {
        width = fmin(width, most_w);
        height = fmin(height, most_h);
    }
    w->window = SDL_CreateWindow("chokepoint", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                 (int)lround(width), (int)lround(height),
                                 SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (w->window) w->renderer = SDL_CreateRenderer(w->window, -1, SDL_RENDERER_SOFTWARE);
    if (!w->renderer) return false;
    SDL_SetWindowMinimumSize(w->window, (int)(ROOM_MIN_W * w->scale),
                             (int)(ROOM_MIN_H * w->scale));
    SDL_StartTextInput();
    return true;
}

Window *window_new(App *app, double scale, Faults *faults) {
    Window *w = calloc(1, sizeof *w);
    if (!w) abort();
    w->app = app;
    w->zoom = 1;
    w->open = true;
    w->wake = wake_new();
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    if (video_ready()) {
        w->scale = scale > 0 ? scale : scale_of_display();
        bool open = open_window(w);
        if (open) listen_to_models(w);
        if (open && frame_make(w)) return w;
    }
    fault_add(faults, NULL, 0,
              "no window can be opened (%s); without a display use: chokepoint run %s",
              SDL_GetError(), app->model.path(app->model.context));
    window_free(w);
    return NULL;
}

void window_free(Window *w) {
    if (!w) return;
    wake_end(w->wake);
    frame_free(w);
    if (w->renderer) SDL_DestroyRenderer(w->renderer);
    if (w->window) SDL_DestroyWindow(w->window);
    SDL_Quit();
    wake_free(w->wake);
    free(w);
}

static Key key_of(SDL_Keycode k) {
    static const struct {
        SDL_Keycode code;
        Key key;
    } keys[] = {{SDLK_TAB, KEY_TAB},
                {SDLK_RETURN, KEY_ENTER},
                {SDLK_KP_ENTER, KEY_ENTER},
                {SDLK_SPACE, KEY_SPACE},
                {SDLK_ESCAPE, KEY_ESCAPE},
                {SDLK_DELETE, KEY_DELETE},
                {SDLK_BACKSPACE, KEY_DELETE},
                {SDLK_LEFT, KEY_LEFT},
                {SDLK_RIGHT, KEY_RIGHT},
                {SDLK_UP, KEY_UP},
                {SDLK_DOWN, KEY_DOWN},
                {SDLK_PAGEUP, KEY_PAGE_UP},
                {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
                {SDLK_HOME, KEY_HOME},
                {SDLK_END, KEY_END},
                {SDLK_F11, KEY_F11}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == k) return keys[i].key;
    return KEY_NONE;
}

static void send(Window *w, UiEvent e) {
    e.now = now();
    app_event(w->app, &e);
}

static void send_movement(Window *w) {
    if (w->moved) send(w, w->movement);
    w->moved = false;
}

static UiEvent pointer(const Window *w, EventKind kind, int x, int y) {
    return (UiEvent){
        .kind = kind, .x = x / (w->scale * w->zoom), .y = y / (w->scale * w->zoom)};
}

static void on_key(Window *w, const SDL_KeyboardEvent *k) {
    bool control = (k->keysym.mod & (KMOD_CTRL | KMOD_GUI)) != 0;
    if (control && (k->keysym.sym == SDLK_q || k->keysym.sym == SDLK_w)) w->open = false;
    Key key = key_of(k->keysym.sym);
    if (key == KEY_NONE) return;
    send(w, (UiEvent){.kind = EVENT_KEY,
                      .key = key,
                      .shift = (k->keysym.mod & KMOD_SHIFT) != 0,
                      .control = control});
}

static void on_text(Window *w, const char *text) {
    unsigned char c = (unsigned char)text[0];
    if (c <= ' ' || c >= 0x7f) return;
    if (c >= 'A' && c <= 'Z') c = (unsigned char)(c - 'A' + 'a');
    send(w, (UiEvent){.kind = EVENT_KEY, .key = KEY_CHARACTER, .character = c});
}

static void on_window(Window *w, const SDL_WindowEvent *e) {
    switch (e->event) {
    case SDL_WINDOWEVENT_CLOSE:
        w->open = false;
        break;
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        if (!frame_make(w)) w->open = false;
        break;
    case SDL_WINDOWEVENT_EXPOSED:
        w->present = true;
        break;
    case SDL_WINDOWEVENT_LEAVE:
        send(w, (UiEvent){.kind = EVENT_LEAVE});
        break;
    default:
        break;
    }
}

static void on_event(Window *w, const SDL_Event *e) {
    if (e->type == SDL_MOUSEMOTION) {
        w->movement = pointer(w, EVENT_MOVE, e->motion.x, e->motion.y);
        w->moved = true;
        return;
    }
    send_movement(w);
    switch (e->type) {
    case SDL_QUIT:
        w->open = false;
        break;
    case SDL_WINDOWEVENT:
        on_window(w, &e->window);
        break;
    case SDL_MOUSEBUTTONDOWN:
        if (e->button.button == SDL_BUTTON_LEFT)
            send(w, pointer(w, EVENT_PRESS, e->button.x, e->button.y));
        break;
    case SDL_MOUSEBUTTONUP:
        if (e->button.button == SDL_BUTTON_LEFT)
            send(w, pointer(w, EVENT_RELEASE, e->button.x, e->button.y));
        break;
    case SDL_MOUSEWHEEL:
        send(w, (UiEvent){.kind = EVENT_WHEEL, .wheel = (double)e->wheel.preciseY});
        break;
    case SDL_KEYDOWN:
        on_key(w, &e->key);
        break;
    case SDL_DROPFILE:
        send(w, (UiEvent){.kind = EVENT_DROP, .path = e->drop.file});
        SDL_free(e->drop.file);
        break;
    case SDL_TEXTINPUT:
        on_text(w, e->text.text);
        break;
    default:
        break;
    }
}

static void fulfil(Window *w) {
    App *a = w->app;
    char title[sizeof w->title];
    snprintf(title, sizeof title, "%s", a->scenario->title);
    if (strcmp(w->title, title) != 0) SDL_SetWindowTitle(w->window, title);
    memcpy(w->title, title, sizeof title);
    if (a->wants_clipboard) SDL_SetClipboardText(text_get(&a->clipboard));
    if (a->wants_fullscreen) {
        w->full = !w->full;
        SDL_SetWindowFullscreen(w->window, w->full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    }
    if (a->wants_quit) w->open = false;
    a->wants_clipboard = a->wants_fullscreen = a->wants_quit = false;
}

static void show(Window *w) {
    if (app_is_dirty(w->app)) {
        app_draw(w->app, w->cr);
        cairo_surface_flush(w->frame);
        SDL_UpdateTexture(w->texture, NULL, cairo_image_surface_get_data(w->frame),
                          cairo_image_surface_get_stride(w->frame));
        w->present = true;
    }
    if (!w->present) return;
    SDL_RenderCopy(w->renderer, w->texture, NULL, NULL);
    SDL_RenderPresent(w->renderer);
    w->present = false;
}

// How long nothing is due; -1: for ever.
static int wait_ms(const Window *w) {
    enum { LONGEST_S = 1000000 };
    double s = app_is_dirty(w->app) ? 0 : app_wait(w->app);
    return s < LONGEST_S ? (int)ceil(s * 1000) : -1;
}

bool window_step(Window *w) {
    SDL_Event e;
    bool news = false, more = wake_wait(w->wake, &e, wait_ms(w));
    for (; more && w->open; more = SDL_PollEvent(&e)) {
        news = news || e.type == SDL_USEREVENT;
        on_event(w, &e);
    }
    send_movement(w);
    if (!w->open) return false;
    send(w, (UiEvent){.kind = EVENT_TICK});
    app_update(w->app);
    if (news) wake_taken(w->wake);
    zoom(w);
    fulfil(w);
    show(w);
    return w->open;
}
