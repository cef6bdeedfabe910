// Finds features by their names, in either language, or by their ids, wherever they are drawn. The window's thread: a
// look through a hundred thousand names takes milliseconds.
#pragma once

#include "plan/document.hpp"
#include "ui/state.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

class FeatureSearch {
  public:
    void setDocument(std::shared_ptr<const Document> document);
    /// Features with the text in a name: equal first, then at its beginning, then anywhere; case of ASCII does not
    /// matter. Features of one source with the same names are one result. At most `most`.
    std::vector<FoundFeature> find(std::string_view text, std::size_t most);

  private:
    struct Entry {
        std::string source;
        std::uint32_t row = 0;
        std::string looked; ///< names and id in lower case, a line each
    };
    void makeIndex();

    std::shared_ptr<const Document> document_;
    std::vector<Entry> entries_;
    bool indexed_ = false;
};

} // namespace geju
