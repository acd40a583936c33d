// `sandtable`: the engine as a command for scripts, tests and benchmarks. Reads and writes files; computes nothing.
// Results as JSON on stdout, errors as JSON on stderr; exit 0, 2 for mistakes in the input, 1 for defects.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"
#include "engine/sample_requests.h"
#include "engine/version.h"

namespace {

using sandtable::Engine;
using sandtable::Json;

constexpr int kOk = 0;
constexpr int kDefect = 1;
constexpr int kBadInput = 2;

constexpr const char* kHelp = R"(sandtable: plans, targets and performance of a sales region

  sandtable call REQUEST [--plan F] [--facts TABLE=F.csv[:MAPPING.json]]... [--params JSON|@F]
                         [--text PARAM=F]... [--save-plan F]
      Runs one request and prints its result. Without --plan an empty plan is open.
      --facts      loads a CSV file as a fact table first; MAPPING.json holds {"columns", "dateOrder", "decimal"}
      --params     the request's parameters, as JSON or from a file
      --text       a parameter that is the text of a file: --text theirs=copy.json
      --save-plan  writes the plan afterwards, with the result's "patch" applied when there is one

  sandtable requests
      Lists all requests with their parameters.

  sandtable sample --rows N --seed S --out F.csv [--plan P.json] [--language zh|en] [--year Y] [--as-of DAY]
      Writes the order lines (and the plan) of a fictional company.

  sandtable replay SCRIPT.json
      Runs {"steps": [{"request", "params"} | {"load": IMPORT, "file": F}]} on one engine, one reply per line.

  sandtable --help | --version

Results are JSON on stdout, errors JSON on stderr. Exit: 0 done, 2 mistake in the input, 1 defect of the program.
)";

// Ends the program from anywhere below main with an error reply.
struct Exit {
    int code;
    Json errors;
};

[[noreturn]] void fail(const char* code, std::string path, Json params) {
    throw Exit{kBadInput, Json::array({{{"code", code},
                                        {"path", std::move(path)},
                                        {"params", std::move(params)},
                                        {"kind", "input"},
                                        {"detail", ""}}})};
}

std::ifstream openFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail("cli.no_such_file", path, {{"file", path}});
    return file;
}

std::string readFile(const std::string& path) {
    std::ostringstream text;
    text << openFile(path).rdbuf();
    return std::move(text).str();
}

void writeFile(const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) fail("cli.cannot_write", path, {{"file", path}});
}

// The result of a reply; errors of any kind end the program.
Json resultOf(const std::string& replyText) {
    Json reply = Json::parse(replyText);
    if (reply["ok"] == true) return std::move(reply["result"]);
    int code = kBadInput;
    for (const Json& error : reply["errors"]) {
        if (error["kind"] == "internal") code = kDefect;
    }
    throw Exit{code, std::move(reply["errors"])};
}

Json call(Engine& engine, std::string_view request, Json params) {
    const Json message = {{"request", request}, {"params", std::move(params)}};
    return resultOf(engine.call(message.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

std::string feedFile(Engine& engine, const std::string& importId, const std::string& path) {
    constexpr std::size_t kChunk = 1 << 20;
    std::ifstream file = openFile(path);
    std::vector<char> chunk(kChunk);
    std::string reply;
    do {
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        const std::span<const char> bytes(chunk.data(), static_cast<std::size_t>(file.gcount()));
        reply = engine.load(importId, std::as_bytes(bytes));
        if (!reply.starts_with(R"({"ok":true)")) {
            if (Json::parse(reply)["ok"] != true) return reply;
        }
    } while (file);
    return reply;
}

Json parseJson(const std::string& text, const std::string& where) {
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) fail("cli.not_json", where, {{"where", where}});
    return value;
}

// "orders=sales.csv:mapping.json"; a ":" separates only when what follows is a .json file, since file names may hold one.
struct FactsFile {
    std::string table;
    std::string file;
    std::string mapping;
};

FactsFile parseFacts(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
        fail("cli.bad_facts", "--facts", {{"value", text}});
    FactsFile facts{text.substr(0, equals), text.substr(equals + 1), ""};
    const std::size_t colon = facts.file.rfind(':');
    if (colon != std::string::npos && facts.file.ends_with(".json")) {
        facts.mapping = facts.file.substr(colon + 1);
        facts.file.resize(colon);
    }
    return facts;
}

void loadFacts(Engine& engine, const FactsFile& facts) {
    Json params = {{"table", facts.table}, {"fileName", facts.file}};
    if (!facts.mapping.empty()) params["mapping"] = parseJson(readFile(facts.mapping), facts.mapping);
    openFile(facts.file);
    const std::string import = call(engine, "facts.begin", std::move(params))["import"];
    resultOf(feedFile(engine, import, facts.file));
    call(engine, "facts.commit", {{"import", import}});
}

// Options as "--name value" pairs; anything else is positional.
struct Arguments {
    std::vector<std::string> positional;
    std::vector<std::pair<std::string, std::string>> options;

    Arguments(int count, char** values, const std::vector<std::string_view>& known) {
        for (int i = 0; i < count; ++i) {
            const std::string_view word = values[i];
            if (!word.starts_with("--")) {
                positional.emplace_back(word);
                continue;
            }
            bool isKnown = false;
            for (const std::string_view name : known) isKnown = isKnown || name == word;
            if (!isKnown) fail("cli.unknown_option", std::string(word), {{"option", word}});
            if (i + 1 == count) fail("cli.missing_value", std::string(word), {{"option", word}});
            options.emplace_back(word, values[++i]);
        }
    }

    [[nodiscard]] const std::string* find(std::string_view name) const {
        const std::string* value = nullptr;
        for (const auto& [option, given] : options) {
            if (option == name) value = &given;
        }
        return value;
    }

    [[nodiscard]] const std::string& require(std::string_view name) const {
        const std::string* value = find(name);
        if (value == nullptr) fail("cli.missing_option", std::string(name), {{"option", name}});
        return *value;
    }
};

void print(const Json& result) { std::cout << result.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; }

int runCall(int count, char** values) {
    const Arguments arguments(count, values, {"--plan", "--facts", "--params", "--text", "--save-plan"});
    if (arguments.positional.size() != 1) fail("cli.usage", "call", {{"command", "call"}});
    Json params = Json::object();
    if (const std::string* given = arguments.find("--params")) {
        params = given->starts_with('@') ? parseJson(readFile(given->substr(1)), given->substr(1))
                                         : parseJson(*given, "--params");
    }
    for (const auto& [option, value] : arguments.options) {
        if (option != "--text") continue;
        const std::size_t equals = value.find('=');
        if (equals == std::string::npos) fail("cli.missing_value", "--text", {{"option", "--text"}});
        params[value.substr(0, equals)] = readFile(value.substr(equals + 1));
    }
    Engine engine;
    if (const std::string* plan = arguments.find("--plan")) call(engine, "plan.open", {{"text", readFile(*plan)}});
    for (const auto& [option, value] : arguments.options) {
        if (option == "--facts") loadFacts(engine, parseFacts(value));
    }
    const Json result = call(engine, arguments.positional[0], std::move(params));
    if (const std::string* target = arguments.find("--save-plan")) {
        if (const auto patch = result.find("patch"); patch != result.end() && patch->is_array()) {
            call(engine, "plan.apply", {{"patch", *patch}});
        }
        writeFile(*target, call(engine, "plan.serialize", Json::object())["text"].get_ref<const std::string&>());
    }
    print(result);
    return kOk;
}

int runSample(int count, char** values) {
    const Arguments arguments(count, values,
                              {"--rows", "--seed", "--out", "--plan", "--language", "--year", "--as-of"});
    if (!arguments.positional.empty()) fail("cli.usage", "sample", {{"command", "sample"}});
    Json params = {{"rows", parseJson(arguments.require("--rows"), "--rows")},
                   {"seed", parseJson(arguments.require("--seed"), "--seed")}};
    if (const std::string* language = arguments.find("--language")) params["language"] = *language;
    if (const std::string* year = arguments.find("--year")) params["year"] = *year;
    if (const std::string* asOf = arguments.find("--as-of")) params["asOf"] = *asOf;
    Engine engine;
    if (const std::string* target = arguments.find("--plan")) {
        const Json plan = call(engine, "sample.plan", params)["plan"];
        call(engine, "plan.open", {{"text", plan.dump()}});
        writeFile(*target, call(engine, "plan.serialize", Json::object())["text"].get_ref<const std::string&>());
    }
    const std::string& path = arguments.require("--out");
    std::ofstream file(path, std::ios::binary);
    const auto written = sandtable::streamSampleOrders(params, [&file](std::string_view chunk) {
        file.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        return file.good();
    });
    file.close();
    if (!file) fail("cli.cannot_write", path, {{"file", path}});
    if (!written)
        fail(written.error().front().code.c_str(), written.error().front().path, written.error().front().params);
    print(*written);
    return kOk;
}

int runReplay(int count, char** values) {
    const Arguments arguments(count, values, {});
    if (arguments.positional.size() != 1) fail("cli.usage", "replay", {{"command", "replay"}});
    const std::string& path = arguments.positional[0];
    const Json script = parseJson(readFile(path), path);
    Engine engine;
    const Json steps = script.value("steps", Json::array());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Json& step = steps[i];
        if (step.contains("load") && step.contains("file")) {
            const std::string bytes = readFile(step["file"]);
            std::cout << engine.load(step["load"].get<std::string>(), std::as_bytes(std::span(bytes))) << '\n';
        } else if (step.contains("request")) {
            const Json message = {{"request", step["request"]}, {"params", step.value("params", Json::object())}};
            std::cout << engine.call(message.dump()) << '\n';
        } else {
            fail("cli.bad_script", path, {{"index", i}});
        }
    }
    return kOk;
}

int run(int count, char** values) {
    const std::string_view command = count > 1 ? values[1] : "";
    if (command == "--help" || command == "-h" || command == "help") {
        std::cout << kHelp;
        return kOk;
    }
    if (command == "--version") {
        std::cout << "sandtable " << sandtable::kEngineVersion << '\n';
        return kOk;
    }
    if (command == "call") return runCall(count - 2, values + 2);
    if (command == "sample") return runSample(count - 2, values + 2);
    if (command == "replay") return runReplay(count - 2, values + 2);
    if (command == "requests") {
        Engine engine;
        print(call(engine, "engine.requests", Json::object()));
        return kOk;
    }
    if (!command.empty()) fail("cli.usage", "", {{"command", command}});
    std::cerr << kHelp;
    return kBadInput;
}

}  // namespace

int main(int count, char** values) {
    std::ios::sync_with_stdio(false);
    try {
        return run(count, values);
    } catch (const Exit& exit) {
        std::cerr << Json{{"ok", false}, {"errors", exit.errors}}.dump(2, ' ', false, Json::error_handler_t::replace)
                  << '\n';
        return exit.code;
    } catch (const std::exception& problem) {
        std::cerr << Json{{"ok", false},
                          {"errors",
                           {{{"code", "cli.internal"},
                             {"path", ""},
                             {"params", Json::object()},
                             {"kind", "internal"},
                             {"detail", problem.what()}}}}}
                         .dump(2)
                  << '\n';
        return kDefect;
    }
}
