#!/usr/bin/env bash
# Tags sentences (one a line, tokens between spaces) with Stanford CoreNLP's German models, for their output only: nothing of them is
# kept in the project. STTS tags come from 3.9.2, dependencies from 4.5.4. Needs Java and Maven.
#   teach.sh SENTENCES OUTPUT_FOLDER
set -euo pipefail
sentences=$1 out=$2
repo=${M2:-$HOME/.m2}/repository/edu/stanford/nlp/stanford-corenlp
for version in 3.9.2 4.5.4; do
  for classifier in "" :jar:models-german; do
    test -e "$repo/$version/stanford-corenlp-$version${classifier:+-models-german}.jar" ||
      mvn -q -B dependency:get -Dtransitive=false -Dartifact=edu.stanford.nlp:stanford-corenlp:$version$classifier
  done
done
mkdir -p "$out"
# The teachers know only the plain marks, and the older one only the spelling before 1996: `muß`, `daß`.
sed -e "s/[„“”»«]/\"/g; s/[‚‘’‹›]/'/g; s/[–—]/-/g; s/…/.../g" "$sentences" >"$out/plain"
sed -E 's/ss(t|te|ten|test|tet)?\b/ß\1/g' "$out/plain" >"$out/old"
teach() { # teach VERSION INPUT EXTENSION OPTION…
  local version=$1 input=$2 extension=$3
  shift 3
  java -XX:+UseSerialGC -Xmx2g -cp "$repo/$version/*" edu.stanford.nlp.pipeline.StanfordCoreNLP -tokenize.whitespace true \
    -tokenize.language de -ssplit.eolonly true -outputFormat conll -outputDirectory "$out" -file "$input" \
    -outputExtension "$extension" "$@"
}
teach 3.9.2 "$out/old" .stts -annotators tokenize,ssplit,pos -pos.model edu/stanford/nlp/models/pos-tagger/german/german-hgc.tagger
teach 4.5.4 "$out/plain" .ud -annotators tokenize,ssplit,mwt,pos,depparse \
  -mwt.mappingFile edu/stanford/nlp/models/mwt/german/german-mwt.tsv -pos.model edu/stanford/nlp/models/pos-tagger/german-ud.tagger \
  -depparse.model edu/stanford/nlp/models/parser/nndep/UD_German.gz
