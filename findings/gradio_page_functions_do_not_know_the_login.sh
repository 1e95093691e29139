#!/usr/bin/env bash
# Gradio: a function that a page calls through gr.HTML(server_functions=…) is not told who is logged in.
#
# A good guess: annotated with gr.Request, such a function gets Gradio's own request, whose `username` is the name given at the login, as
# every event listener does. What happens: it gets the web server's request (starlette), which has no `username` at all; a
# program that falls back to "" for a missing name treats all users as one, and shows each the others' history.
# Seen with gradio 6.31.0 from PyPI (routes.py, component_server; helpers.py, special_args), Python 3.11.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet "gradio==6.31.0" "httpx==0.28.1" 2>/dev/null
export GRADIO_ANALYTICS_ENABLED=False HF_HUB_OFFLINE=1 GRADIO_TEMP_DIR="$work/files"
"$work/venv/bin/python" - <<'PY'
import gradio as gr
import httpx


def of_the_page(given, request: gr.Request = None):
    return [type(request).__module__, hasattr(request, "username")]


def of_a_listener(request: gr.Request):
    return f"{type(request).__module__} {request.username}"


with gr.Blocks() as page:
    view = gr.HTML("", server_functions=[of_the_page])
    shown = gr.Textbox()
    page.load(of_a_listener, None, shown, api_name="listener")

_, address, _ = page.launch(
    auth=[("anna", "secret")], server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, ssr_mode=False
)
with httpx.Client(base_url=address, timeout=60) as client:
    client.post("login", data={"username": "anna", "password": "secret"}).raise_for_status()
    body = {"data": {}, "component_id": view._id, "fn_name": "of_the_page", "session_hash": "s"}
    by_page = client.post("gradio_api/component_server/", json=body).json()
    event = client.post("gradio_api/call/listener", json={"data": []}).json()["event_id"]
    by_listener = client.get(f"gradio_api/call/listener/{event}").text
page.close()
print("a function of the page gets a request of", by_page[0], "- has it a username?", by_page[1])
print("an event listener gets:", by_listener.split("data:")[1].strip())
assert by_page == ["starlette.requests", False], by_page
assert "gradio.route_utils anna" in by_listener, by_listener
PY
echo "still so"
