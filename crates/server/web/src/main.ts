// What pages do beyond what they do without a script: choose statements by mouse and keys, take dropped files.
import "./style.css";
import { reader } from "./reader";
import { dropZone } from "./drop";

document.documentElement.classList.add("scripted");
for (const article of document.querySelectorAll<HTMLElement>("[data-reader]")) reader(article);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) dropZone(form);
