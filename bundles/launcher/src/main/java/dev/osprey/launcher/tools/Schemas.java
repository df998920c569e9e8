package dev.osprey.launcher.tools;

/** The JSON Schemas that the module tools share. */
final class Schemas {

    static final String NAME = "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":128}";

    static final String NAMES = "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";

    /** How far a start is waited for. */
    static final String WAIT = "\"wait\":{\"enum\":[\"ready\",\"spawned\"],\"default\":\"ready\"}";

    static final String REASON = "\"reason\":{\"type\":\"string\",\"maxLength\":200}";

    private static final String NAMED_BEGIN =
            "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"name\"],\"properties\":{" + NAME;

    static final String NAMED = NAMED_BEGIN + "}}";

    static final String NAMED_WITH_REASON = NAMED_BEGIN + "," + REASON + "}}";

    static final String NAMED_WITH_WAIT = NAMED_BEGIN + "," + WAIT + "}}";

    static final String NAMED_WITH_REASON_AND_WAIT = NAMED_BEGIN + "," + REASON + "," + WAIT + "}}";

    static final String WHY =
            """
            {"type":"object","required":["code","text","module","at"],"properties":{
            "code":{"type":"string"},"text":{"type":"string"},
            "module":{"type":["string","null"]},"at":{"type":["string","null"]}}}""";

    static final String PHASES = "[\"stopped\",\"starting\",\"ready\",\"stopping\",\"backoff\",\"failed\"]";

    static final String MODULE =
            """
            {"type":"object","required":["name","state","phase"],"properties":{
            "name":{"type":"string"},"display_name":{"type":"string"},"type":{"type":"string"},
            "runtime":{"type":"string"},"kind":{"enum":["process","bundle"]},
            "state":{"enum":["enabled","manual","disabled"]},"desired_running":{"type":"boolean"},
            "phase":{"enum":"""
                    + PHASES
                    + """
            },"incarnation":{"type":"integer"},"pid":{"type":["integer","null"]},
            "started_at":{"type":["string","null"]},"ready_at":{"type":["string","null"]},
            "since":{"type":["string","null"]},"exit_code":{"type":["integer","null"]},
            "signal":{"type":["string","null"]},"restarts":{"type":"integer"},
            "next_start":{"type":["string","null"]},"reason":{"type":["string","null"]},
            "why":{"anyOf":[{"type":"null"},"""
                    + WHY + "]},\"depends_on\":" + NAMES + ",\"folder\":{\"type\":\"string\"},"
                    + "\"survivors\":{\"type\":\"integer\"}}}";

    private Schemas() {}
}
