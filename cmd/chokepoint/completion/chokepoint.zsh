#compdef chokepoint
# Completes chokepoint in zsh. What stands on the line goes to the program as arguments, without its quotes: nothing here evaluates it.
_chokepoint()
{
    local line then=0 word="${(Q)PREFIX}"
    local -a typed offered
    typed=("${(@Q)words[2,CURRENT-1]}")
    while IFS= read -r line; do
        if [[ $line == :<-> ]]; then
            then=${line#:}
        else
            line="${line//:/\\:}"
            offered+=("${line/$'\t'/:}")
        fi
    done < <(command chokepoint __complete "${typed[@]}" "$IPREFIX$word" 2>/dev/null </dev/null)
    [[ $PREFIX == -*=* ]] && compset -P 1 '*='
    # What the program says at the end: 2, no space is wanted behind the word; 4, no files.
    if ((${#offered})); then
        local -a space
        ((then & 2)) && space=(-S '')
        _describe -V chokepoint offered -M 'm:{[:upper:]}={[:lower:]}' "${space[@]}"
    elif ((!(then & 4))) && [[ $PREFIX != *[\$\`\(]* ]]; then # which zsh would evaluate on its way to files
        _files
    fi
}

if [[ ${funcstack[1]} == _chokepoint ]]; then
    _chokepoint "$@"
else
    compdef _chokepoint chokepoint
fi
