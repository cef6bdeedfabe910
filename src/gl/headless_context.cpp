#include "gl/headless_context.hpp"

#include "core/translate.hpp"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <array>
#include <cstring>
#include <vector>

namespace geju::gl {

struct HeadlessContext::Data {
    EGLDisplay display = EGL_NO_DISPLAY; // shared by the whole process, hence never terminated
    EGLSurface surface = EGL_NO_SURFACE;
    EGLContext context = EGL_NO_CONTEXT;

    ~Data() {
        if (context == EGL_NO_CONTEXT) return;
        if (eglGetCurrentContext() == context) eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display, context);
        if (surface != EGL_NO_SURFACE) eglDestroySurface(display, surface);
    }
};

namespace {

#ifdef NDEBUG
constexpr bool kDebugContext = false;
#else
constexpr bool kDebugContext = true;
#endif

std::string eglErrorName(EGLint error) {
    switch (error) {
    case EGL_SUCCESS:
        return "EGL_SUCCESS";
    case EGL_NOT_INITIALIZED:
        return "EGL_NOT_INITIALIZED";
    case EGL_BAD_ACCESS:
        return "EGL_BAD_ACCESS";
    case EGL_BAD_ALLOC:
        return "EGL_BAD_ALLOC";
    case EGL_BAD_ATTRIBUTE:
        return "EGL_BAD_ATTRIBUTE";
    case EGL_BAD_CONFIG:
        return "EGL_BAD_CONFIG";
    case EGL_BAD_CONTEXT:
        return "EGL_BAD_CONTEXT";
    case EGL_BAD_DISPLAY:
        return "EGL_BAD_DISPLAY";
    case EGL_BAD_MATCH:
        return "EGL_BAD_MATCH";
    case EGL_BAD_PARAMETER:
        return "EGL_BAD_PARAMETER";
    default:
        return fmt::format("EGL error {:#x}", error);
    }
}

bool clientHas(const char* extension) {
    const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return extensions && std::strstr(extensions, extension);
}

struct Attempt {
    std::string name;
    EGLDisplay display = EGL_NO_DISPLAY;
    bool pbuffer = false;
};

/// Displays to try, best first: none at all, then each device, then whatever is the default.
std::vector<Attempt> attempts() {
    std::vector<Attempt> list;
    if (clientHas("EGL_EXT_platform_base")) {
        if (clientHas("EGL_MESA_platform_surfaceless"))
            list.push_back(
                {"surfaceless", eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)});
        if (clientHas("EGL_EXT_platform_device") && clientHas("EGL_EXT_device_enumeration")) {
            std::array<EGLDeviceEXT, 8> devices{};
            EGLint count = 0;
            if (eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count))
                for (EGLint i = 0; i < count; ++i)
                    list.push_back({fmt::format("device {}", i),
                                    eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT,
                                                             devices[static_cast<std::size_t>(i)], nullptr)});
        }
    }
    list.push_back({"default display", eglGetDisplay(EGL_DEFAULT_DISPLAY), true});
    return list;
}

EGLContext createContext(EGLDisplay display, EGLConfig config) {
    std::vector<EGLint> attributes{EGL_CONTEXT_MAJOR_VERSION,       3,
                                   EGL_CONTEXT_MINOR_VERSION,       3,
                                   EGL_CONTEXT_OPENGL_PROFILE_MASK, EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT};
    if (kDebugContext && epoxy_egl_version(display) >= 15)
        attributes.insert(attributes.end(), {EGL_CONTEXT_OPENGL_DEBUG, EGL_TRUE});
    attributes.push_back(EGL_NONE);
    return eglCreateContext(display, config, EGL_NO_CONTEXT, attributes.data());
}

} // namespace

HeadlessContext::HeadlessContext(std::unique_ptr<Data> data)
  : data_(std::move(data)) {}
HeadlessContext::HeadlessContext(HeadlessContext&&) noexcept = default;
HeadlessContext& HeadlessContext::operator=(HeadlessContext&&) noexcept = default;
HeadlessContext::~HeadlessContext() = default;

Result<HeadlessContext> HeadlessContext::create() {
    std::string reasons;
    for (const Attempt& attempt : attempts()) {
        const auto refused = [&](std::string_view step) {
            reasons += fmt::format("{}{}: {}: {}", reasons.empty() ? "" : "; ", attempt.name, step,
                                   eglErrorName(eglGetError()));
        };
        auto data = std::make_unique<Data>();
        data->display = attempt.display;
        if (attempt.display == EGL_NO_DISPLAY || !eglInitialize(attempt.display, nullptr, nullptr)) {
            refused("eglInitialize");
            continue;
        }
        if (!eglBindAPI(EGL_OPENGL_API)) {
            refused("eglBindAPI");
            continue;
        }
        const std::array<EGLint, 5> wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE,
                                           attempt.pbuffer ? EGL_PBUFFER_BIT : 0, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint configs = 0;
        if (!eglChooseConfig(attempt.display, wanted.data(), &config, 1, &configs) || configs == 0) {
            refused("eglChooseConfig");
            continue;
        }
        data->context = createContext(attempt.display, config);
        if (data->context == EGL_NO_CONTEXT) {
            refused("eglCreateContext");
            continue;
        }
        if (attempt.pbuffer) {
            const std::array<EGLint, 5> size{EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
            data->surface = eglCreatePbufferSurface(attempt.display, config, size.data());
        }
        if (!eglMakeCurrent(attempt.display, data->surface, data->surface, data->context)) {
            refused("eglMakeCurrent");
            continue;
        }
        Result<HeadlessContext> result;
        result.value = HeadlessContext(std::move(data));
        return result;
    }
    return failure<HeadlessContext>(
        "no-gl-context", fmt::format(fmt::runtime(tr("no OpenGL 3.3 context without a display: {}")), reasons));
}

std::string rendererName() {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return name ? name : "";
}

} // namespace geju::gl
