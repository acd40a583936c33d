// DerivedCache: what several requests compute from the same facts and the same part of the plan, kept between calls.
// Only a cache: a request answers the same without it.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sandtable {

class DerivedCache {
public:
    // What a value was computed from: tables and views, which are replaced and never changed. They are not kept alive.
    using Sources = std::vector<std::shared_ptr<const void>>;

    // The value kept under `name`, or build() -> Result<std::shared_ptr<const T>> when there is none or it was computed from
    // something else. Errors: those of build; a failure is not kept. A name is used with one type only.
    template <class T, class Build>
    [[nodiscard]] Result<std::shared_ptr<const T>> get(const std::string& name, const Sources& sources, Build build) {
        if (const auto it = entries_.find(name); it != entries_.end() && it->second.isFrom(sources))
            return std::static_pointer_cast<const T>(it->second.value);
        entries_.erase(name);
        Result<std::shared_ptr<const T>> built = build();
        if (built) entries_.insert_or_assign(name, Entry{{sources.begin(), sources.end()}, *built});
        return built;
    }

private:
    struct Entry {
        std::vector<std::weak_ptr<const void>> sources;
        std::shared_ptr<const void> value;
        [[nodiscard]] bool isFrom(const Sources& others) const {
            return std::equal(sources.begin(), sources.end(), others.begin(), others.end(),
                              [](const auto& kept, const auto& other) { return kept.lock() == other; });
        }
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace sandtable
