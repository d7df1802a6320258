// Every word that the preview says.

export const number = (count: number): string => count.toLocaleString("en");
export const plural = (count: number, one: string): string => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

export const preview = "Preview";
export const errors = (count: number): string => plural(count, "error");
export const warnings = (count: number): string => plural(count, "warning");
export const reading = (done: number, total: number): string => `Reading ${number(done)} of ${number(total)}`;
export const lost = "Not connected";
export const lostNote = "The preview’s server does not answer. This page follows again once it does.";
export const goneBadge = "Page removed";
export const gone = "There is no page at this address any more. This is the last edition of it.";
export const mended = "No errors any more.";
export const lastGood = "What is shown stays as it was until this is mended.";
export const collapse = "Collapse";
export const close = "Close";
export const rest = (count: number): string => `${number(count)} more, which concord check lists.`;
export const noWarnings = "No warnings. concord check also looks for doubts about the record as a whole.";
export const doubts = "Warnings";
export const strangers = "Not recognised";
export const here = "On this page";
export const elsewhere = "Elsewhere";
export const ofParagraph = (count: number): string => plural(count, "remark") + " on this paragraph";
export const hint = "Hint";

export const explain = "Explain links";
export const editPage = "Edit this page";
export const edit = "edit";
export const editParagraph = (line: number): string => `Edit this paragraph, line ${line}`;
export const why = (words: string): string => `Why is “${words}” linked?`;
export const unknown = "Nothing is known of this link. It is part of the page’s design.";
export const leadsTo = "Leads to";
export const rule = "Rule";
export const considered = "Also considered";
export const instead = "To link it otherwise or not at all, write";
export const copy = "Copy";
export const copied = "Copied";
export const selected = "Selected: copy it with the keyboard";
export const line = (count: number): string => `Line ${number(count)}`;

export const unrecognised = (count: number): string => (count === 1 ? "1 name or date" : `${number(count)} names and dates`) + " not recognised on this page";
export const allRecognised = "Every capitalised name and every date of this page is recognised.";
export const noSource = "This page has no file of its own: it is made from the others.";
export const failed = "This could not be read from the preview’s server.";
