import { defineConfig } from "vite";

// One script and one stylesheet with plain names: the server adds their hash, and CI compares a fresh build with what is committed.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: process.env.OUT_DIR ?? "../assets",
    emptyOutDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    target: "es2022",
    rollupOptions: {
      input: "src/main.ts",
      output: { entryFileNames: "zufolge.js", assetFileNames: "zufolge[extname]", codeSplitting: false },
    },
  },
});
