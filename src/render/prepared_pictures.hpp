// The few pictures drawn lately, prepared for the GPU.
#pragma once

#include "render/prepared_picture.hpp"

#include <algorithm>
#include <list>
#include <memory>

namespace geju {

class PreparedPictures {
  public:
    PreparedPicture& get(const std::shared_ptr<const Picture>& picture) {
        const auto found =
            std::find_if(recent_.begin(), recent_.end(), [&](const auto& p) { return p.shared() == picture; });
        if (found != recent_.end()) {
            recent_.splice(recent_.begin(), recent_, found);
        } else {
            recent_.emplace_front(picture);
            if (recent_.size() > kKept) recent_.pop_back();
        }
        return recent_.front();
    }
    void clear() { recent_.clear(); }

  private:
    static constexpr std::size_t kKept = 3; ///< the plan now and before a change, and the overlay
    std::list<PreparedPicture> recent_;     ///< latest first
};

} // namespace geju
