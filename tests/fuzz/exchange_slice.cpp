// A plan text and a returned slice from anywhere, apart by a zero byte: every unit's slice is a whole plan of less, and whatever comes back
// is taken or refused without harm.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/return_check.h"
#include "exchange/slice.h"

using sandtable::Plan;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t zero = input.find('\0');
    const auto plan = Plan::parse(input.substr(0, zero));
    if (!plan || plan->readOnly()) return 0;
    const auto back = zero == std::string_view::npos ? plan : Plan::parse(input.substr(zero + 1));
    for (const auto& [id, unit] : plan->collection("orgUnits").items()) {
        const auto slice = sandtable::buildSlice(*plan, {.roots = {id}, .totalFixed = id.size() % 2 == 0});
        if (!slice) continue;
        require(slice->plan.check().empty());
        require(!slice->units.empty());
        require(!sandtable::buildSlice(slice->plan, {.roots = {id}}).has_value());  // a slice is not cut again
        const auto same = sandtable::checkReturn(slice->plan, slice->plan);
        require(same && same->refused.empty() && same->accepted == 0);
        if (!back || sandtable::sliceMarker(*back) == nullptr) continue;
        if (const auto taken = sandtable::checkReturn(slice->plan, *back)) require(taken->allowed.check().empty());
    }
    return 0;
}
