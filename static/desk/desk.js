/* Whoever leaves a form with unsaved changes is asked first. Nothing depends on it. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector(".change-form #content-main > form[method=post]");
    if (!form) {
        return;
    }
    const contents = () => new URLSearchParams(new FormData(form)).toString();
    let untouched;
    let isSaving = false;
    window.addEventListener("load", () => setTimeout(() => { untouched = contents(); }));
    form.addEventListener("submit", () => { isSaving = true; });
    window.addEventListener("beforeunload", (event) => {
        if (!isSaving && untouched !== undefined && contents() !== untouched) {
            event.preventDefault();
        }
    });
});
