// What was found and what was said, drawn alike on every page: a listed party with its quotations, an answer with its sources.

function drawHit(hit, ...more) {
  const marks = hit.citations.map((c) => ({ doc: c.doc, start: c.start, end: c.end, n: c.n }));
  return h("section", { class: "card hit" + (hit.cleared ? " cleared" : ""), "aria-label": hit.entity },
    h("h3", { dir: "auto" }, hit.entity, " ", badge(hit.decision, Object.fromEntries(DECISIONS)[hit.decision]), " ", h("span", { class: "score" }, hit.score.toFixed(3))),
    h("p", { dir: "auto" }, `Matched by “${hit.matched}”: ${hit.how}`), hit.facts && h("p", { dir: "auto" }, `Other facts: ${hit.facts}`), h("p", { dir: "auto" }, hit.line), hit.clearing && h("p", {}, h("b", {}, hit.clearing)),
    drawQuotes(hit.citations, marks), more);
}

const drawQuotes = (citations, marks = []) =>
  citations.map((c) => placeAnchor({ ...c, marks }, { class: "quote", data: { doc: c.doc, start: String(c.start), end: String(c.end) }, "aria-label": `Citation ${c.n}: ${c.source}` }, h("span", { class: "n" }, c.n), h("span", { class: "context", dir: "auto" }, h("b", {}, c.quote), h("small", {}, ` ${c.source}`))));

// A file that came as base64.
function saveFile(made) {
  const text = atob(made.content);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  download(made.name, bytes, made.type);
}

// A file of the user's for a call: uploaded, or with the call where nothing can be uploaded.
async function givenFile(file) {
  if (!state.about.read_only) return { file: { path: (await upload(file)).path, name: file.name } };
  if (file.size > A_CALL) throw new Error("This chat only reads its index: it takes files of up to 650 kB. Use `whylisted screen`.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { name: file.name, content: btoa(text) };
}

// Labelled fields of forms; what is in them is read by their names.
let fields = 0;
function labelled(label, field, hint) {
  field.id = `wl-field-${(fields += 1)}`;
  if (hint) field.setAttribute("aria-describedby", `${field.id}-hint`);
  return h("div", { class: "labelled" }, h("label", { for: field.id }, label), field, hint && h("small", { id: `${field.id}-hint` }, hint));
}

const line = (name, props = {}) => h("input", { type: "text", class: "field", name, maxlength: "500", autocomplete: "off", ...props });
const radios = (legend, name, options) => h("fieldset", { class: "radios" }, h("legend", {}, legend), options.map(([value, text]) => h("label", {}, h("input", { type: "radio", name, value, required: true }), " ", text)));

// Who does it: whoever is logged in; without logins people say who they are, and need not say it twice.
const PERSON = "whylisted.person";
const personField = (label) => !state.about.user && labelled(label, line("by", { required: true, value: localStorage.getItem(PERSON) || "", maxlength: "200" }));

function valuesOf(form) {
  const values = Object.fromEntries(new FormData(form).entries());
  if (values.by) localStorage.setItem(PERSON, values.by);
  return values;
}
