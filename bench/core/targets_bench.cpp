// The whole job behind an edit on the sizes that matter: request text in, patch and reply text out, applied, undone, shown.
// Goes through Engine::call like the page; every case also as a ratio to copying the same cells. Prints one JSON line per case.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace {

using namespace sandtable;
using Clock = std::chrono::steady_clock;

double milliseconds(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// "patch":[…] of a reply, cut out as text: the page passes patches on without looking inside.
std::string listAfter(const std::string& reply, const char* key) {
    const std::string opening = std::string("\"") + key + "\":[";
    const std::size_t start = reply.find(opening) + opening.size() - 1;
    bool quoted = false;
    int depth = 0;
    for (std::size_t i = start; i < reply.size(); ++i) {
        if (reply[i] == '"') quoted = !quoted;  // no escaped quotes in these patches
        if (quoted) continue;
        depth += reply[i] == '[' ? 1 : reply[i] == ']' ? -1 : 0;
        if (depth == 0) return reply.substr(start, i + 1 - start);
    }
    std::fprintf(stderr, "no %s in the reply\n", key);
    std::exit(1);
}

// A tree of `leaves` in groups of ten under regions of a hundred, decomposed evenly with reserves.
class Scene {
public:
    Scene(int leaves, const char* grain, int runs) : leaves_(leaves), grain_(grain), runs_(runs) {
        const std::size_t rows = 1 + static_cast<std::size_t>(leaves) + (leaves + 9) / 10 + (leaves + 99) / 100;
        cells_.assign(rows * (*grain == 'w' ? 53 : 12), 0);
        for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i] = static_cast<std::int64_t>(i);
        std::vector<std::int64_t> copied(cells_.size());
        copyMs_ = 1e300;
        for (int run = 0; run < 20; ++run) {
            const auto start = Clock::now();
            std::copy(cells_.begin(), cells_.end(), copied.begin());
            copyMs_ = std::min(copyMs_, milliseconds(start));
        }
        if (copied.back() != cells_.back()) std::exit(1);
    }

    void run() {
        ask("plan.new", R"({"meta":{"id":"bench"}})");
        once("plan.apply tree", "plan.apply", patchParams(treePatch()));
        const std::string set = once("targets.decompose", "targets.decompose",
                                     R"({"metric":"revenue","year":"2026","totalMinor":123456789012,"method":"even",)"
                                     R"("seasonality":"workingDays","reserveRatio":0.05,"reply":"patch","grain":")" +
                                         std::string(grain_) + "\"}");
        once("plan.apply set", "plan.apply", patchParams(listAfter(set, "patch")));
        lockOneInTwenty();
        for (const char* reply : {"patch", "preview"}) {
            again("root", reply, "root", "2026", 150'000'000'000);
            again("region", reply, "r7", "2026", 15'000'000'000 / (leaves_ / 1000));
            again("leaf", reply, "l703", grain_[0] == 'w' ? "2026-W09" : "2026-03", 1'000);
        }
        applyAndUndo("root", "root", "2026", 150'000'000'000);
        applyAndUndo("leaf", "l703", grain_[0] == 'w' ? "2026-W09" : "2026-03", 1'000);
        best("targets.view year", "targets.view", R"({"set":"revenue-2026-base","grain":"year"})");
        best("targets.view finest", "targets.view",
             R"({"set":"revenue-2026-base","grain":")" + std::string(grain_) + "\"}");
    }

private:
    static std::string patchParams(const std::string& patch) { return "{\"patch\":" + patch + "}"; }

    std::string treePatch() const {
        std::string patch = "[";
        const auto add = [&](const std::string& id, const std::string& parent) {
            if (patch.size() > 1) patch += ',';
            patch += R"({"op":"add","path":"/collections/orgUnits/)" + id + R"(","value":{"id":")" + id +
                     R"(","name":")" + id + '"';
            if (!parent.empty()) patch += R"(,"parent":")" + parent + '"';
            patch += "}}";
        };
        add("root", "");
        for (int i = 0; i < leaves_; ++i) {
            const std::string region = "r" + std::to_string(i / 100);
            const std::string city = "c" + std::to_string(i / 10);
            if (i % 100 == 0) add(region, "root");
            if (i % 10 == 0) add(city, region);
            add("l" + std::to_string(i), city);
        }
        return patch + "]";
    }

    void lockOneInTwenty() {
        const int periods = grain_[0] == 'w' ? 53 : 12;
        std::string cells;
        for (int cell = 0; cell < leaves_ * periods; cell += 20) {
            char period[16];
            std::snprintf(period, sizeof period, grain_[0] == 'w' ? "2026-W%02d" : "2026-%02d", cell % periods + 1);
            cells += std::string(cells.empty() ? "" : ",") + R"({"node":"l)" + std::to_string(cell / periods) +
                     R"(","period":")" + period + "\"}";
        }
        const std::string reply = once("targets.lock 5 % of the cells", "targets.lock",
                                       R"({"set":"revenue-2026-base","author":"bench","cells":[)" + cells + "]}");
        once("plan.apply locks", "plan.apply", patchParams(listAfter(reply, "patch")));
    }

    static std::string editParams(const char* reply, const char* node, const char* period, long long value) {
        return std::string(R"({"set":"revenue-2026-base","node":")") + node + R"(","period":")" + period +
               R"(","valueMinor":)" + std::to_string(value) + R"(,"reply":")" + reply + "\"}";
    }

    void again(const char* what, const char* reply, const char* node, const char* period, long long value) {
        best(std::string("targets.edit ") + what + ", reply " + reply, "targets.edit",
             editParams(reply, node, period, value));
    }

    // As the page does it: ask, apply the patch, ask again on the changed plan, undo.
    void applyAndUndo(const std::string& what, const char* node, const char* period, long long value) {
        double edit = 1e300, apply = 1e300, undo = 1e300, view = 1e300;
        std::size_t patchBytes = 0;
        for (int run = 0; run < runs_; ++run) {
            auto start = Clock::now();
            const std::string reply = ask("targets.edit", editParams("patch", node, period, value));
            edit = std::min(edit, milliseconds(start));
            const std::string patch = patchParams(listAfter(reply, "patch"));
            patchBytes = patch.size();
            start = Clock::now();
            const std::string applied = ask("plan.apply", patch);
            apply = std::min(apply, milliseconds(start));
            start = Clock::now();
            ask("targets.view", R"({"set":"revenue-2026-base","grain":"year"})");
            view = std::min(view, milliseconds(start));
            const std::string inverse = patchParams(listAfter(applied, "inverse"));
            start = Clock::now();
            ask("plan.apply", inverse);
            undo = std::min(undo, milliseconds(start));
        }
        report("targets.edit " + what + ", plan just changed", edit, patchBytes);
        report("plan.apply " + what + " edit", apply, patchBytes);
        report("targets.view year, plan just changed by the " + what + " edit", view, 0);
        report("plan.apply undo of the " + what + " edit", undo, patchBytes);
    }

    std::string once(const std::string& label, const char* request, const std::string& params) {
        const auto start = Clock::now();
        std::string reply = ask(request, params);
        report(label, milliseconds(start), std::max(params.size(), reply.size()));
        return reply;
    }

    void best(const std::string& label, const char* request, const std::string& params) {
        double least = 1e300;
        std::size_t bytes = 0;
        for (int run = 0; run < runs_; ++run) {
            const auto start = Clock::now();
            bytes = ask(request, params).size();
            least = std::min(least, milliseconds(start));
        }
        report(label, least, std::max(params.size(), bytes));
    }

    std::string ask(const char* request, const std::string& params) {
        std::string reply = engine_.call(std::string(R"({"request":")") + request + R"(","params":)" + params + "}");
        if (reply.find("\"ok\":true") == std::string::npos) {
            std::fprintf(stderr, "%s: %.500s\n", request, reply.c_str());
            std::exit(1);
        }
        return reply;
    }

    void report(const std::string& label, double ms, std::size_t bytes) const {
        std::printf(
            "{\"leaves\":%d,\"grain\":\"%s\",\"cells\":%zu,\"case\":\"%s\",\"ms\":%.2f,\"bytes\":%zu,"
            "\"copyMs\":%.4f,\"ratioToCopy\":%.0f}\n",
            leaves_, grain_, cells_.size(), label.c_str(), ms, bytes, copyMs_, ms / copyMs_);
        std::fflush(stdout);
    }

    Engine engine_;
    int leaves_;
    const char* grain_;
    int runs_;
    std::vector<std::int64_t> cells_;
    double copyMs_ = 0;
};

}  // namespace

// Without arguments both sizes; "small" or "large" alone for a profiler.
int main(int count, char** arguments) {
    const bool small = count < 2 || std::strcmp(arguments[1], "small") == 0;
    const bool large = count < 2 || std::strcmp(arguments[1], "large") == 0;
    if (small) Scene(1'000, "week", 15).run();
    if (large) Scene(100'000, "month", 3).run();
}
