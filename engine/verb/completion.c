// `chokepoint completion`: what a shell needs to complete the command line. The shells only carry
// words to and fro: `completion words -- WORD...` says what may stand next.
#include "verb/complete.h"
#include "verb/verb.h"

#include <stdio.h>
#include <string.h>

static const char BASH[] =
    "# Completion of chokepoint for bash:  source <(chokepoint completion bash)\n"
    "_chokepoint() {\n"
    "    local i word line name head quoted='' whole=() cur=${COMP_WORDS[COMP_CWORD]}\n"
    "    # To bash \"=\" is a word of its own: --theme=dark comes as three.\n"
    "    for ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "        word=${COMP_WORDS[i]}\n"
    "        if ((i > 1)) && [[ $word == =* || ${COMP_WORDS[i - 1]} == *= ]]; then\n"
    "            whole[${#whole[@]} - 1]+=$word\n"
    "        else\n"
    "            whole+=(\"$word\")\n"
    "        fi\n"
    "    done\n"
    "    [[ $cur == = ]] && cur=\n"
    "    head=${whole[${#whole[@]} - 1]%\"$cur\"}\n"
    "    [[ $cur == [\\\"\\']* ]] && quoted=1\n"
    "    for i in \"${!whole[@]}\"; do\n"
    "        word=${whole[i]//\\\\/}\n"
    "        word=${word//[\\\"\\']/}\n"
    "        [[ $word == \\~/* ]] && word=$HOME/${word:2}\n"
    "        whole[i]=$word\n"
    "    done\n"
    "    head=${head//[\\\"\\']/}\n"
    "    COMPREPLY=()\n"
    "    while IFS= read -r line; do\n"
    "        if [[ $line == $'\\tfiles\\t'* ]]; then\n"
    "            compopt -o filenames 2>/dev/null\n"
    "            name=${line##*$'\\t'}\n"
    "            while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(\n"
    "                if [[ $name ]]; then compgen -d -- \"$cur\"; fi\n"
    "                compgen -f ${name:+-X \"!*.$name\"} -- \"$cur\")\n"
    "        else\n"
    "            name=${line%%$'\\t'*}\n"
    "            name=${name#\"$head\"}\n"
    "            [[ $name == *= ]] && compopt -o nospace 2>/dev/null\n"
    "            [[ $quoted || $name != *[^A-Za-z0-9_.,=/:+-]* ]] || printf -v name %q "
    "\"$name\"\n"
    "            COMPREPLY+=(\"$name\")\n"
    "        fi\n"
    "    done < <(\"${COMP_WORDS[0]/#\\~/$HOME}\" completion words -- \"${whole[@]}\" "
    "2>/dev/null)\n"
    "}\n"
    "complete -F _chokepoint chokepoint\n";

static const char ZSH[] =
    "#compdef chokepoint\n"
    "# Completion of chokepoint for zsh: a file _chokepoint in a folder of $fpath, or\n"
    "#   source <(chokepoint completion zsh)   behind compinit\n"
    "_chokepoint() {\n"
    "    local line name files\n"
    "    local -a plain open\n"
    "    while IFS= read -r line; do\n"
    "        if [[ $line == $'\\tfiles\\t'* ]]; then\n"
    "            files=\"*${${line##*$'\\t'}:+.}${line##*$'\\t'}\"\n"
    "        else\n"
    "            name=${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}\n"
    "            if [[ ${line%%$'\\t'*} == *= ]]; then open+=$name; else plain+=$name; fi\n"
    "        fi\n"
    "    done < <(${(Q)words[1]/#\\~/$HOME} completion words -- "
    "\"${(@)${(@Q)words[2,CURRENT]/#\\~/$HOME}#[\\\"\']}\" 2>/dev/null)\n"
    "    if [[ -n $files ]]; then\n"
    "        [[ $PREFIX == --*=* ]] && compset -P '*='\n"
    "        _files -g $files\n"
    "    fi\n"
    "    (( $#open )) && _describe -t values value open -S ''\n"
    "    (( $#plain )) && _describe -t values value plain\n"
    "}\n"
    "if [[ $funcstack[1] == _chokepoint ]]; then _chokepoint \"$@\"; "
    "else compdef _chokepoint chokepoint; fi\n";

int verb_completion(int argc, char **argv) {
    Args a;
    int code;
    if (!args_open(&a, argc, argv, &code)) return code;
    const char *shell = a.at[0];
    bool words = strcmp(shell, "words") == 0;
    code = EXIT_FINE;
    if (!words && a.n > 1)
        code = verb_usage("completion", "takes no \"%s\" after %s", a.at[1], shell);
    else if (words) {
        Text out = {0};
        complete_add(a.n - 1, a.at + 1, &out);
        fputs(text_get(&out), stdout);
        text_done(&out);
    } else if (strcmp(shell, "bash") == 0)
        fputs(BASH, stdout);
    else if (strcmp(shell, "zsh") == 0)
        fputs(ZSH, stdout);
    else
        code = verb_usage("completion", "unknown shell \"%s\": expected bash or zsh", shell);
    args_done(&a);
    return code;
}
