# Completes chokepoint in fish. What stands on the line goes to the program as arguments, without its quotes: nothing here evaluates it.
function __chokepoint_complete
    set -l typed (string unescape -- (commandline -opc)[2..])
    set -l word (string unescape -- (commandline -ct); or commandline -ct)
    set -l before (string match -r -- '^-[^=]*=' "$word")
    set -l offered (command chokepoint __complete $typed "$word" 2>/dev/null </dev/null)
    # What the program says at the end: 4, no files.
    set -l then (string match -r -g -- '^:(\d+)$' $offered[-1]; or echo 0)
    set -e offered[-1]
    if test (count $offered) -gt 0
        printf '%s\n' "$before"$offered
    else if test (math "bitand($then, 4)") -eq 0
        __fish_complete_path (string replace -r -- '^-[^=]*=' '' "$word") | string replace -r -- '^' "$before"
    end
end

complete -c chokepoint -f -a '(__chokepoint_complete)'
