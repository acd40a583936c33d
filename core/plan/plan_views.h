// PlanViews: what is dear to build from the document (the tree, a target set's cells) and asked for again and again, kept until the
// document changes under it. Knows no view itself; whoever builds one says which rooms of the document it was read from.
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

class PlanViews {
public:
    PlanViews() = default;
    PlanViews(PlanViews&&) = default;
    PlanViews& operator=(PlanViews&&) = default;
    // Views may point into the document they were built from, so a copied plan starts without any.
    PlanViews(const PlanViews&) {}
    PlanViews& operator=(const PlanViews&) {
        kept_.clear();
        return *this;
    }
    ~PlanViews() = default;

    // The view of this type and key, built when there is none: build() -> Result<View>. `rooms` are the parts and collections it was
    // read from ("calendar", "orgUnits"). Errors: those of build; a failure is not kept.
    template <class View, class Build>
    Result<std::shared_ptr<const View>> get(const std::string& key, std::vector<std::string_view> rooms, Build build) {
        const std::pair<const void*, std::string> place(&kKind<View>, key);
        if (const auto found = kept_.find(place); found != kept_.end()) {
            return std::static_pointer_cast<const View>(found->second.view);
        }
        Result<View> built = build();
        if (!built) return tl::unexpected<Errors>(std::move(built.error()));
        auto view = std::make_shared<const View>(std::move(*built));
        kept_.insert_or_assign(place, Kept{view, std::move(rooms)});
        return view;
    }

    // Drops what was read from any of the rooms.
    void drop(const std::vector<std::string>& changedRooms) {
        std::erase_if(kept_, [&](const auto& entry) {
            const auto& rooms = entry.second.rooms;
            return std::find_first_of(rooms.begin(), rooms.end(), changedRooms.begin(), changedRooms.end()) !=
                   rooms.end();
        });
    }
    void dropAll() { kept_.clear(); }

private:
    struct Kept {
        std::shared_ptr<const void> view;
        std::vector<std::string_view> rooms;  // literals
    };

    template <class View>
    static constexpr char kKind = 0;  // its address names the type

    std::map<std::pair<const void*, std::string>, Kept> kept_;
};

}  // namespace sandtable
