// The language of the interface. Messages are English in the source and looked up in the gettext catalogues of po/,
// which travel inside the executable: no install path and no system locale is needed.
// setLanguage is called once at start, or again by the interface's thread; tr may be called from any thread.
#pragma once

#include <string>
#include <string_view>

namespace geju {

/// "zh", "en", … ; "" takes the language of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), else English.
/// A language without a catalogue leaves the messages in English.
void setLanguage(std::string_view wanted);
/// Two letters: "en", "zh".
std::string_view language();

/// The message in the current language, or itself. The pointer stays valid for the life of the program.
/// xgettext finds the calls; placeholders are those of fmt.
const char* tr(const char* message);

/// A text in Chinese and English, as plans carry them. Either may be empty.
struct LocalText {
    std::string zh;
    std::string en;

    /// The text in the current language, or the other where that one is empty.
    const std::string& get() const;
    bool empty() const { return zh.empty() && en.empty(); }
};

} // namespace geju
