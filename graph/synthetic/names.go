package synthetic

import (
	"strconv"
	"strings"
)

// The names of entities are of such words as those of companies are made of, so that they share most of them, and each word is in
// the names of one of 32.
var words = [...][]string{
	strings.Fields(`Advanced Pacific Nippon United General Silicon Global Eastern Shin Tokyo Northern Allied Royal National Apex Summit
		Crown Delta Orient Imperial Central Western Premier Alpine Baltic Meridian Polar Harbour Vanguard Sterling Titan Zenith`),
	strings.Fields(`Micro Semi Opto Photo Electro Nano Quantum Crystal Laser Plasma Thermal Vacuum Ion Carbon Copper Cobalt
		Gallium Indium Fluoro Hydro Poly Ceramic Optical Digital Logic Memory Signal Power Wafer Etch Resist Substrate`),
	strings.Fields(`Materials Devices Chemical Precision Systems Industries Works Instruments Gases Optics Components Circuits Dynamics Robotics Networks Packaging
		Foundry Design Computing Automation Metals Equipment Laboratories Technologies Solutions Engineering Electronics Sensors Machinery Energy Logistics Analytics`),
	strings.Fields(`Aachen Busan Chengdu Dresden Eindhoven Fukuoka Grenoble Hsinchu Incheon Jakarta Kaohsiung Leuven Malmo Nagoya Osaka Penang
		Qingdao Rotterdam Suwon Taichung Ulsan Villach Wuxi Xiamen Yokohama Zurich Austin Boise Cork Delft Haifa Kobe`),
}

// spread is a number as far as may be from those of the numbers beside i: multiplication by an odd number permutes 20 bits.
func spread(i int) int { return i & ^(1<<20-1) | i*0x9E375&(1<<20-1) }

// name returns the name of an entity by number, of which no two have the same.
func name(i int) string {
	rest, parts := spread(i), make([]string, 0, len(words)+1)
	for _, list := range words {
		parts, rest = append(parts, list[rest%len(list)]), rest/len(list)
	}
	if rest > 0 {
		parts = append(parts, strconv.Itoa(rest+1))
	}
	return strings.Join(parts, " ")
}
