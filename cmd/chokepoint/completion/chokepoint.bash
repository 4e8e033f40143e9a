# Completes chokepoint in bash. What stands on the line goes to the program as arguments: nothing here evaluates it.

# __chokepoint_unquote sets plain to a word without its quotes, and puts nothing in the place of what is in it.
__chokepoint_unquote()
{
    local quote= c i
    plain=
    for ((i = 0; i < ${#1}; i++)); do
        c=${1:i:1}
        if [[ $c == "$quote" ]]; then
            quote=
        elif [[ -z $quote && ( $c == \' || $c == \" ) ]]; then
            quote=$c
        elif [[ $c == \\ && $quote != \' ]]; then
            i=$((i + 1))
            plain+=${1:i:1}
        else
            plain+=$c
        fi
    done
}

__chokepoint_complete()
{
    # The words before the cursor, joined again where bash splits them at = and :, and without redirections. Of the last, bash replaces the piece
    # behind the head.
    local plain redirection='^[<>&|]*[<>][<>&|]*$' words=() word piece= head= glued= into= i after=${COMP_LINE:COMP_POINT}
    COMPREPLY=()
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        [[ $i -eq $COMP_CWORD ]] && word=${word%"${after%%[[:space:]]*}"}
        if [[ -n $into || $word =~ $redirection ]]; then
            [[ $i -eq $COMP_CWORD ]] && return # a file is wanted
            [[ $word =~ $redirection ]] && into=1 || into=
            continue
        fi
        if [[ ${#words[@]} -gt 0 && ( -n $glued || $word =~ ^[=:]+$ ) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        piece=$word glued=
        [[ $word =~ ^[=:]+$ ]] && glued=1 piece=
    done
    __chokepoint_unquote "${words[${#words[@]} - 1]%"$piece"}"
    head=$plain
    for i in "${!words[@]}"; do
        __chokepoint_unquote "${words[i]}"
        words[i]=$plain
    done
    local before= then=0 line
    [[ $plain == -*=* ]] && before=${plain%%=*}=
    while IFS= read -r line; do
        if [[ $line =~ ^:[0-9]+$ ]]; then
            then=${line#:}
        else
            line=$before$line
            COMPREPLY+=("${line:${#head}}")
        fi
    done < <(command chokepoint __completeNoDesc "${words[@]}" 2>/dev/null </dev/null)
    # What the program says at the end: 2, no space is wanted behind the word; 4, no files.
    (((then & 2) != 0)) && compopt -o nospace 2>/dev/null
    (((then & 4) != 0)) && compopt +o default 2>/dev/null
    return 0
}

complete -o default -F __chokepoint_complete chokepoint
