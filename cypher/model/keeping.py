"""What the graph says of itself."""

from __future__ import annotations

from cypher.model.declared import SS, B, D, I, NodeType, S, Type, p

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Load",
        "id",
        "One load run.",
        (
            p("id", S, "key, `load-<number>`"),
            p("source", S, "source module"),
            p("files", SS, "file names"),
            p("sha256", SS, "sha256 of each file"),
            p("licence", S, "licence of the data"),
            p("as_of", D, "date the data speak for"),
            p("started", Type.DATETIME, "start"),
            p("finished", Type.DATETIME, "end; none: it did not end"),
            p("state", S, "running, complete, stopped, superseded or unloaded"),
            p("superseded_by", S, "the load that loaded the same files to the end, where this one was stopped"),
            p("read", I, "records read"),
            p("written", I, "records written"),
            p("unchanged", I, "records found as stored"),
            p("merged", I, "records joined with one that another file or row had brought"),
            p("rejected", I, "records refused, each with its reason in the rejected file"),
            p("linked", B, "true once links and derived facts are up to date with it"),
            p("version", S, "version of tiegraph"),
        ),
    ),
    NodeType(
        "Model",
        "id",
        "The model's version a graph was made with, the corrections it goes by, and the rules that read its names.",
        (
            p("id", S, "key, `tiegraph`; `corrections` for what people corrected; `readings` for how names were read"),
            p("version", I, "model version"),
            p("purpose", S, "what the database holds: data, demo, practice or test"),
            p("corrections", S, "sha256 of the file of corrections that the graph goes by; none: no file"),
            p("resolver", S, "digest of the rules by which names were last read as institutions"),
        ),
    ),
)
