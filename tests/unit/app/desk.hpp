// The window's mind without a window: it opens, is asked, and comes to rest.
#pragma once

#include "app/application.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <filesystem>
#include <thread>

namespace geju::test {

struct Desk {
    FontBook fonts;
    Application application{fonts, [] {}};
    double seconds = 0;

    Desk(const std::filesystem::path& file, int width, int height) {
        setLanguage("en");
        application.resizeMap(width, height, 1);
        application.open({file});
        finish();
    }
    /// Until nothing moves and nothing is computed.
    void finish() {
        for (int i = 0; i < 6000; ++i) {
            seconds += 1.0 / 60;
            application.advance(seconds);
            application.frame();
            if (application.working()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            } else if (!application.animating()) {
                return;
            }
        }
        FAIL("never at rest");
    }
    void ask(const Command& command) {
        application.apply(command, seconds);
        finish();
    }
    const UiState& state() const { return application.state(); }
};

} // namespace geju::test
