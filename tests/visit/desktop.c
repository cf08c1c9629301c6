// What a desktop does to a window and xdotool does not:
//   desktop picture WINDOW FILE.png   what it shows
//   desktop drop WINDOW FILE          a file is dragged from another program and let go over it
//   desktop close WINDOW              the button in its frame
//   desktop paste                     prints the text in the clipboard
//   desktop resource TEXT             sets the resources of the display, as xrdb does
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <cairo.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 5000, DND_VERSION = 5 };

typedef struct Desktop {
    Display *x;
    Window root, own;
} Desktop;

static Atom atom(const Desktop *d, const char *name) {
    return XInternAtom(d->x, name, False);
}

static _Noreturn void stop(const char *why) {
    fprintf(stderr, "desktop: %s\n", why);
    exit(1);
}

// The next event; nobody waits for ever.
static XEvent next(const Desktop *d) {
    XEvent e;
    struct pollfd on = {.fd = ConnectionNumber(d->x), .events = POLLIN};
    if (!XPending(d->x) && poll(&on, 1, PATIENCE_MS) < 1) stop("no answer");
    XNextEvent(d->x, &e);
    return e;
}

static int picture(const Desktop *d, Window w, const char *path) {
    XWindowAttributes a;
    if (!XGetWindowAttributes(d->x, w, &a)) stop("no such window");
    unsigned width = (unsigned)a.width, height = (unsigned)a.height;
    XImage *i = XGetImage(d->x, w, 0, 0, width, height, AllPlanes, ZPixmap);
    if (!i || i->bits_per_pixel != 32) stop("no picture of 32 bits");
    cairo_surface_t *s = cairo_image_surface_create_for_data(
        (unsigned char *)i->data, CAIRO_FORMAT_RGB24, a.width, a.height, i->bytes_per_line);
    int failed = cairo_surface_write_to_png(s, path) != CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(s);
    XDestroyImage(i);
    return failed;
}

static void tell(const Desktop *d, Window to, const char *what, const long data[5]) {
    XEvent e = {
        .xclient = {
            .type = ClientMessage, .window = to, .message_type = atom(d, what), .format = 32}};
    for (int i = 0; i < 5; i++) e.xclient.data.l[i] = data[i];
    XSendEvent(d->x, to, False, NoEventMask, &e);
    XFlush(d->x);
}

static XClientMessageEvent answer(const Desktop *d, const char *what) {
    for (;;) {
        XEvent e = next(d);
        if (e.type == ClientMessage && e.xclient.message_type == atom(d, what))
            return e.xclient;
    }
}

// The window asks for what is dropped, as a list of addresses.
static void hand_over(const Desktop *d, const char *path) {
    char real[PATH_MAX], text[PATH_MAX + 16];
    if (!realpath(path, real)) stop("no such file");
    int n = snprintf(text, sizeof text, "file://%s\r\n", real);
    XEvent e = next(d);
    while (e.type != SelectionRequest) e = next(d);
    const XSelectionRequestEvent r = e.xselectionrequest;
    XChangeProperty(d->x, r.requestor, r.property, r.target, 8, PropModeReplace,
                    (unsigned char *)text, n);
    XEvent done = {.xselection = {.type = SelectionNotify,
                                  .requestor = r.requestor,
                                  .selection = r.selection,
                                  .target = r.target,
                                  .property = r.property,
                                  .time = r.time}};
    XSendEvent(d->x, r.requestor, False, NoEventMask, &done);
    XFlush(d->x);
}

// Version 5 of the drag-and-drop protocol of X desktops: enter, over it, let go.
static int drop(const Desktop *d, Window w, const char *path) {
    const long own = (long)d->own, copy = (long)atom(d, "XdndActionCopy");
    int x, y;
    Window child;
    XTranslateCoordinates(d->x, w, d->root, 300, 300, &x, &y, &child);
    XSetSelectionOwner(d->x, atom(d, "XdndSelection"), d->own, CurrentTime);
    const long kind = (long)atom(d, "text/uri-list");
    tell(d, w, "XdndEnter", (long[5]){own, (long)DND_VERSION << 24, kind});
    tell(d, w, "XdndPosition", (long[5]){own, 0, (long)x << 16 | y, CurrentTime, copy});
    if (!(answer(d, "XdndStatus").data.l[1] & 1)) stop("the window takes nothing");
    tell(d, w, "XdndDrop", (long[5]){own, 0, CurrentTime});
    hand_over(d, path);
    return answer(d, "XdndFinished").data.l[1] & 1 ? 0 : 1;
}

static int close_it(const Desktop *d, Window w) {
    tell(d, w, "WM_PROTOCOLS", (long[5]){(long)atom(d, "WM_DELETE_WINDOW"), CurrentTime});
    return 0;
}

static int paste(const Desktop *d) {
    Atom text = atom(d, "UTF8_STRING"), here = atom(d, "PASTED"), type;
    int format;
    unsigned long n, more;
    unsigned char *bytes = NULL;
    XConvertSelection(d->x, atom(d, "CLIPBOARD"), text, here, d->own, CurrentTime);
    XEvent e = next(d);
    while (e.type != SelectionNotify) e = next(d);
    if (e.xselection.property == None) stop("the clipboard is empty");
    XGetWindowProperty(d->x, d->own, here, 0, 1 << 20, False, AnyPropertyType, &type, &format,
                       &n, &more, &bytes);
    fwrite(bytes, 1, n, stdout);
    XFree(bytes);
    return 0;
}

static int resource(const Desktop *d, const char *text) {
    XChangeProperty(d->x, d->root, XA_RESOURCE_MANAGER, XA_STRING, 8, PropModeReplace,
                    (const unsigned char *)text, (int)strlen(text));
    return 0;
}

int main(int argc, char **argv) {
    Desktop d = {.x = XOpenDisplay(NULL)};
    if (!d.x) stop("no display");
    d.root = DefaultRootWindow(d.x);
    d.own = XCreateSimpleWindow(d.x, d.root, 0, 0, 1, 1, 0, 0, 0);
    int failed = 2;
    Window w = argc > 2 ? strtoul(argv[2], NULL, 0) : None;
    if (argc == 4 && strcmp(argv[1], "picture") == 0) failed = picture(&d, w, argv[3]);
    if (argc == 4 && strcmp(argv[1], "drop") == 0) failed = drop(&d, w, argv[3]);
    if (argc == 3 && strcmp(argv[1], "close") == 0) failed = close_it(&d, w);
    if (argc == 2 && strcmp(argv[1], "paste") == 0) failed = paste(&d);
    if (argc == 3 && strcmp(argv[1], "resource") == 0) failed = resource(&d, argv[2]);
    XCloseDisplay(d.x);
    return failed;
}
