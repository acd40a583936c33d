// Plan text from anywhere: opening never crashes, and what opens is written, opened again and written the same.
// With a patch behind a zero byte: applying and undoing gives the same text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json_reader.h"
#include "plan/plan.h"

using sandtable::Plan;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void checkPatch(Plan& plan, std::string_view patchText) {
    const auto patch = sandtable::readJson(patchText, sandtable::kPlanJsonErrors);
    if (!patch) return;
    const std::string before = plan.serialize();
    const auto applied = plan.apply(*patch);
    if (applied) {
        const auto reopened = Plan::parse(plan.serialize());
        require(reopened && reopened->serialize() == plan.serialize());
        require(plan.apply(applied->inverse).has_value());
    }
    require(plan.serialize() == before);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t zero = input.find('\0');
    const std::string_view text = input.substr(0, zero);
    const std::string_view patch = zero == std::string_view::npos ? std::string_view() : input.substr(zero + 1);

    auto plan = text.empty() ? Plan::parse(Plan::makeEmpty(sandtable::Json::object()).serialize()) : Plan::parse(text);
    if (!plan) return 0;
    const std::string written = plan->serialize();
    const auto again = Plan::parse(written);
    require(again && again->serialize() == written);
    checkPatch(*plan, patch);
    return 0;
}
