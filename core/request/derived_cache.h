// DerivedCache: what several requests compute from the same facts and the same part of the plan, kept between calls.
// Only a cache: a request answers the same without it.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace sandtable {

class DerivedCache {
public:
    // The value kept under `name`, unless it was computed from something else: `stamp` tells what from. A name is used with one
    // type only.
    template <class T>
    [[nodiscard]] std::shared_ptr<const T> find(std::string_view name, std::uint64_t stamp) const {
        const auto it = entries_.find(name);
        if (it == entries_.end() || it->second.stamp != stamp) return nullptr;
        return std::static_pointer_cast<const T>(it->second.value);
    }

    template <class T>
    void keep(std::string name, std::uint64_t stamp, std::shared_ptr<const T> value) {
        entries_.insert_or_assign(std::move(name), Entry{stamp, std::move(value)});
    }

    void clear() { entries_.clear(); }

private:
    struct Entry {
        std::uint64_t stamp;
        std::shared_ptr<const void> value;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace sandtable
