"""What schemathesis does not know by itself: bodies of JSON lines are sent as the text they are."""

import schemathesis


@schemathesis.serializer("application/jsonl")
def json_lines(ctx, value):
    return (value if isinstance(value, str) else str(value)).encode("utf-8", "surrogatepass")
