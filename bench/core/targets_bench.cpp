// targets.edit, view and decompose on the sizes that matter, each with its JSON reply, against copying the same cells.
// Native, and as WebAssembly under node. Prints one JSON line per case.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "targets/requests.h"
#include "targets/target_book.h"

namespace {

using namespace sandtable;
using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// A tree of `leaves` in groups of ten under regions of a hundred, decomposed evenly with reserves.
struct Scene {
    Scene(int leaves, const char* grain) : plan(Plan::makeEmpty(Json{{"id", "bench"}})) {
        Json patch = Json::array();
        const auto add = [&](const std::string& id, const std::string& parent) {
            Json unit{{"id", id}, {"name", id}};
            if (!parent.empty()) unit["parent"] = parent;
            patch.push_back(patchAdd("/collections/orgUnits/" + id, std::move(unit)));
        };
        add("root", "");
        for (int i = 0; i < leaves; ++i) {
            const std::string region = "r" + std::to_string(i / 100);
            const std::string city = "c" + std::to_string(i / 10);
            if (i % 100 == 0) add(region, "root");
            if (i % 10 == 0) add(city, region);
            add("l" + std::to_string(i), city);
        }
        apply(patch);
        const auto start = Clock::now();
        const Json reply = ask("targets.decompose", {{"metric", "revenue"},
                                                     {"year", "2026"},
                                                     {"totalMinor", 123'456'789'012},
                                                     {"method", "even"},
                                                     {"seasonality", "workingDays"},
                                                     {"reserveRatio", 0.05},
                                                     {"grain", grain},
                                                     {"reply", "patch"}});
        decomposeMs = milliseconds(start);
        apply(reply["patch"]);
    }

    void apply(const Json& patch) {
        if (const auto done = plan.apply(patch); !done) {
            std::fprintf(stderr, "%s\n", done.error()[0].code.c_str());
            std::exit(1);
        }
    }

    Json ask(const std::string& name, const Json& params) {
        RequestContext context;
        context.plan = &plan;
        context.facts = &facts;
        context.keepColumns = [this](ResultColumns kept) {
            columns = std::move(kept);
            return std::string("r1");
        };
        for (const RequestSpec& spec : requests) {
            if (spec.name != name) continue;
            auto result = spec.handler(context, params);
            if (result) return std::move(*result);
            std::fprintf(stderr, "%s: %s\n", name.c_str(), result.error()[0].code.c_str());
            std::exit(1);
        }
        std::exit(1);
    }

    Plan plan;
    std::map<std::string, FactTablePtr, std::less<>> facts;
    std::vector<RequestSpec> requests = targetsRequests();
    ResultColumns columns;
    double decomposeMs = 0;
};

template <class F>
double best(int runs, F&& f) {
    double least = 1e300;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        f();
        least = std::min(least, milliseconds(start));
    }
    return least;
}

void measure(int leaves, const char* grain, int runs) {
    Scene scene(leaves, grain);
    const auto tree = OrgTree::fromPlan(scene.plan);
    const TargetSetKey key{"revenue-2026-base", "", "", ""};
    std::vector<Minor> cells;
    const double build = best(runs, [&] { cells = TargetBook::fromPlan(scene.plan, *tree, key)->cells(); });
    std::vector<Minor> copied(cells.size());
    const double copy = best(runs, [&] { std::copy(cells.begin(), cells.end(), copied.begin()); });
    std::size_t bytes = 0;
    const auto edit = [&](const char* node, const char* reply) {
        const Json params{
            {"set", key.set}, {"node", node}, {"period", "2026"}, {"valueMinor", 100'000'000'000}, {"reply", reply}};
        return best(runs, [&] { bytes = scene.ask("targets.edit", params).dump().size(); });
    };
    const double whole = edit("root", "patch");
    const std::size_t wholeBytes = bytes;
    const double leaf = edit("l7", "patch");
    const double view = best(runs, [&] { scene.ask("targets.view", {{"set", key.set}, {"grain", "quarter"}}); });
    std::printf(
        "{\"leaves\":%d,\"grain\":\"%s\",\"cells\":%zu,\"decomposeMs\":%.2f,\"buildMs\":%.2f,\"editRootMs\":%.2f,"
        "\"editRootBytes\":%zu,"
        "\"editLeafMs\":%.2f,\"viewMs\":%.2f,\"copyMs\":%.4f,\"editRootToCopy\":%.0f}\n",
        leaves, grain, cells.size(), scene.decomposeMs, build, whole, wholeBytes, leaf, view, copy, whole / copy);
}

}  // namespace

int main() {
    measure(1'000, "week", 20);
    measure(5'000, "month", 10);
    measure(100'000, "month", 3);
}
