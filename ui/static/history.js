// History: every question asked here, with the generation it was answered on; searched, reopened, exported, judged.

const past = {
  build() {
    this.field = h("input", { type: "search", class: "field big", placeholder: "Search questions and answers", "aria-label": "Search the history", oninput: () => (clearTimeout(this.timer), (this.timer = setTimeout(attempt(() => this.load()), 200))) });
    this.list = h("div", { class: "past" });
    this.tools = h("div", { class: "group" },
      button("Export judged answers as gold questions", attempt(async () => { const made = await call("gold"); made.count ? download("gold.jsonl", made.text, "application/jsonl") : toast("No answer has a thumb up or down yet."); }), { icon: "save" }),
      button("Delete the history", () => this.forget(), { icon: "trash" }));
    this.view = h("section", { class: "view history", "aria-label": "History", hidden: true }, h("div", { class: "scroll" }, h("h1", {}, "History"), this.field, this.tools, this.list));
    return this.view;
  },

  enter() {
    return this.load();
  },

  async load() {
    const { asked } = await call("history", { search: this.field.value });
    fill(this.list, asked.length ? asked.map((one) => h("button", { type: "button", class: "result", onclick: attempt(() => this.reopen(one.conversation)) },
      h("strong", { dir: "auto" }, one.question),
      h("span", { class: "detail" }, one.answered ? one.text : "Not in the sources then."),
      h("span", { class: "stamp" }, `${new Date(one.at).toLocaleString()} · generation ${one.generation}`, one.generation !== state.about.generation && " · the index has changed since", one.verdict && [" · ", icon(one.verdict), " ", one.note])))
      : notice(this.field.value ? "Nothing like this was asked here." : "Nothing was asked here yet."));
  },

  async reopen(conversation, first = false) {
    const { turns } = await call("conversation", { id: conversation });
    if (!turns.length) {
      if (!first || !address().q) toast("This conversation is not here any more.");
      return false;
    }
    state.turns = turns;
    state.conversation = conversation;
    state.filters = turns[turns.length - 1].filters || {};
    filters.draw();
    // At the start the page is there already, and somebody may have gone to another view meanwhile.
    if (first) ask.draw();
    else shell.go("ask", { q: turns[0].question, conversation });
    ask.toEnd();
    return true;
  },

  forget() {
    const box = h("dialog", { class: "box", "aria-label": "Delete the history" }, h("h2", {}, "Delete the whole history?"), h("p", {}, "Questions, answers and judgements are deleted from this machine. The index is not touched."),
      h("div", { class: "group end" }, button("Keep it", () => box.close()), button("Delete", attempt(async () => { box.close(); await call("forget"); ask.start(); await this.load(); }), { class: "button danger" })));
    root.append(box);
    box.addEventListener("close", () => box.remove());
    box.showModal();
  },
};
