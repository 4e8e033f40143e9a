# What the script below takes from the package bash-completion, for where that is not: the words of the line, joined again where bash
# splits them at = and : within.
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref()
    {
        local i last=-1 glued=
        words=() cword=0
        for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
            if [[ $i -gt 1 && ( -n $glued || ${COMP_WORDS[i]} == [=:] ) ]]; then
                words[last]+=${COMP_WORDS[i]}
            else
                last=$((last + 1))
                words[last]=${COMP_WORDS[i]}
            fi
            glued=
            [[ ${COMP_WORDS[i]} == [=:] ]] && glued=1
            [[ $i -eq $COMP_CWORD ]] && cword=$last
        done
        cur=${words[cword]}
        prev=${words[cword > 0 ? cword - 1 : 0]}
    }
fi

