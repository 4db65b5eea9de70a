
// The page works without this: entries link to their words. With it, either one lights the other.
for (const article of document.querySelectorAll("article")) {
  const list = article.querySelector(".items");
  const entries = [...article.querySelectorAll("a.item")];
  const stops = [...article.querySelectorAll(".text .tag + mark")];
  const everything = [...article.querySelectorAll("[data-r]")];
  const holders = new Map();
  for (const element of everything)
    for (const id of element.dataset.r.split(" "))
      holders.set(id, [...(holders.get(id) ?? []), element]);
  const same = (element) => element.dataset.r.split(" ").flatMap((id) => holders.get(id));
  const entryOf = (mark) => {
    // The record with the fewest characters is the one that is meant: a figure before the quotation around it.
    const size = (id) => holders.get(id).filter((e) => e.matches("mark")).reduce((sum, e) => sum + e.textContent.length, 0);
    const ids = mark.dataset.r.split(" ").sort((a, b) => size(a) - size(b));
    return ids.map((id) => holders.get(id).find((e) => e.matches("a.item") && e.offsetParent)).find(Boolean);
  };
  const reveal = (entry) => {
    // Only the list scrolls; a list that does not scroll (a phone) stays where it is.
    if (list.scrollHeight <= list.clientHeight) return;
    const box = list.getBoundingClientRect(), own = entry.getBoundingClientRect();
    if (own.top < box.top || own.bottom > box.bottom) list.scrollTop += own.top - box.top - box.height / 3;
  };
  const light = (element) => {
    for (const other of everything) other.classList.remove("on");
    if (!element) return;
    for (const other of same(element)) other.classList.add("on");
    const entry = element.matches("mark") && entryOf(element);
    if (entry) reveal(entry);
  };
  const found = (event) => event.target.closest?.("[data-r]");
  const focused = () => (article.contains(document.activeElement) ? document.activeElement.closest("[data-r]") : null);
  article.addEventListener("mouseover", (event) => light(found(event) ?? focused()));
  article.addEventListener("mouseleave", () => light(focused()));
  article.addEventListener("focusin", (event) => light(found(event)));
  article.addEventListener("focusout", () => light(null));

  // One stop of the Tab key for all marks of a text, arrow keys among them.
  const stopAt = (mark) => {
    for (const stop of stops) stop.tabIndex = -1;
    if (mark) mark.tabIndex = 0;
  };
  stopAt(stops[0]);
  const markOf = (entry) => {
    const own = document.getElementById(entry.hash.slice(1));
    return own && article.contains(own) ? stops.find((stop) => own.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) : null;
  };
  const goTo = (element) => {
    if (!element) return;
    if (element.matches("mark")) stopAt(element);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: element.matches("mark") ? "center" : "nearest" });
  };
  article.addEventListener("click", (event) => {
    const element = found(event);
    if (!element || !getSelection().isCollapsed) return;
    event.preventDefault();
    goTo(element.matches("mark") ? entryOf(element) : markOf(element));
  });
  article.addEventListener("keydown", (event) => {
    const element = found(event);
    if (!element) return;
    const row = element.matches("mark") ? stops : entries.filter((entry) => entry.offsetParent);
    const at = row.indexOf(element);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step && row[at + step]) goTo(row[at + step]);
    else if (event.key === "Enter" && element.matches("mark")) goTo(entryOf(element));
    else return;
    event.preventDefault();
  });
}
