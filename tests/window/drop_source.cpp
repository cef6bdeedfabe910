#include "drop_source.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <string_view>
#include <thread>

// Last: its macros are common words.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace geju::test {

namespace {

constexpr long kProtocolVersion = 5;
constexpr double kPatienceSeconds = 10;

/// RFC 3986: everything but unreserved characters and the separator of folders is written as %XX.
std::string fileUri(const std::filesystem::path& path) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri = "file://";
    for (const char c : path.string()) {
        if (kPlain.find(c) != std::string_view::npos)
            uri += c;
        else
            uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return uri;
}

class DropSource {
  public:
    DropSource(Display* display, std::string uris)
      : display_(display)
      , uris_(std::move(uris))
      , window_(XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)) {
        XSetSelectionOwner(display_, atom("XdndSelection"), window_, CurrentTime);
    }

    std::string drop(Point screen) {
        target_ = acceptingWindow(DefaultRootWindow(display_));
        if (target_ == 0) return "no window accepts drops";
        send("XdndEnter", kProtocolVersion << 24, static_cast<long>(atom("text/uri-list")), 0, 0);
        const long x = std::lround(screen.x);
        const long y = std::lround(screen.y);
        send("XdndPosition", 0, x << 16 | y, CurrentTime, static_cast<long>(atom("XdndActionCopy")));
        if (!answered("XdndStatus")) return "the window does not want the files";
        send("XdndDrop", 0, CurrentTime, 0, 0);
        if (!answered("XdndFinished")) return "the window did not take the files";
        return {};
    }

  private:
    Atom atom(const char* name) { return XInternAtom(display_, name, False); }

    /// The first window of the tree with the property XdndAware.
    ::Window acceptingWindow(::Window from) {
        Atom type = 0;
        int format = 0;
        unsigned long count = 0;
        unsigned long left = 0;
        unsigned char* value = nullptr;
        XGetWindowProperty(display_, from, atom("XdndAware"), 0, 1, False, AnyPropertyType, &type, &format, &count,
                           &left, &value);
        if (value) XFree(value);
        if (count > 0) return from;
        ::Window root = 0;
        ::Window parent = 0;
        ::Window* children = nullptr;
        unsigned childCount = 0;
        ::Window found = 0;
        if (XQueryTree(display_, from, &root, &parent, &children, &childCount) == 0) return 0;
        for (unsigned i = 0; i < childCount && found == 0; ++i) found = acceptingWindow(children[i]);
        if (children) XFree(children);
        return found;
    }

    void send(const char* type, long second, long third, long fourth, long fifth) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.display = display_;
        event.xclient.window = target_;
        event.xclient.message_type = atom(type);
        event.xclient.format = 32;
        event.xclient.data.l[0] = static_cast<long>(window_);
        event.xclient.data.l[1] = second;
        event.xclient.data.l[2] = third;
        event.xclient.data.l[3] = fourth;
        event.xclient.data.l[4] = fifth;
        XSendEvent(display_, target_, False, NoEventMask, &event);
        XFlush(display_);
    }

    /// Waits for the target's message and gives its consent; hands over the files meanwhile when they are asked for.
    bool answered(const char* type) {
        using Clock = std::chrono::steady_clock;
        const auto end = Clock::now() + std::chrono::duration<double>(kPatienceSeconds);
        while (Clock::now() < end) {
            if (XPending(display_) == 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
                continue;
            }
            XEvent event;
            XNextEvent(display_, &event);
            if (event.type == SelectionRequest) handOver(event.xselectionrequest);
            if (event.type == ClientMessage && event.xclient.message_type == atom(type))
                return event.xclient.data.l[1] != 0; // the protocol's flag, or as GLFW has it the number of bytes
        }
        return false;
    }

    void handOver(const XSelectionRequestEvent& request) {
        XChangeProperty(display_, request.requestor, request.property, request.target, 8, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(uris_.data()), static_cast<int>(uris_.size()));
        XEvent event{};
        event.xselection.type = SelectionNotify;
        event.xselection.requestor = request.requestor;
        event.xselection.selection = request.selection;
        event.xselection.target = request.target;
        event.xselection.property = request.property;
        event.xselection.time = request.time;
        XSendEvent(display_, request.requestor, False, NoEventMask, &event);
        XFlush(display_);
    }

    Display* display_;
    std::string uris_;
    ::Window window_;
    ::Window target_ = 0;
};

} // namespace

std::string dropFiles(const std::string& displayName, const std::vector<std::filesystem::path>& files, Point screen) {
    const std::unique_ptr<Display, int (*)(Display*)> display(XOpenDisplay(displayName.c_str()), XCloseDisplay);
    if (!display) return "the display cannot be opened";
    std::string uris;
    for (const auto& file : files) uris += fileUri(file) + "\r\n";
    return DropSource(display.get(), std::move(uris)).drop(screen);
}

} // namespace geju::test
